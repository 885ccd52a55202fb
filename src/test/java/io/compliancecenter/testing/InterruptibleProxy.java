package io.compliancecenter.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A line to a local port that can be cut and mended. */
public final class InterruptibleProxy implements AutoCloseable {

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> calls = ConcurrentHashMap.newKeySet();
    private final ExecutorService operators = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "switchboard");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean open = true;
    private volatile boolean silent;
    private volatile @Nullable String lastWords;

    public InterruptibleProxy(int target) throws IOException {
        this.target = target;
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        operators.execute(this::answer);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Ends every call, and refuses new ones. */
    public void cut() {
        open = false;
        calls.forEach(InterruptibleProxy::hangUp);
        calls.clear();
    }

    public void mend() {
        open = true;
    }

    /** Loses everything that is said from now on, and ends no call: as if the other end lost power. */
    public void silence() {
        silent = true;
    }

    /** Cuts it when a caller next says this, which the other end does not hear any more. */
    public void cutAt(String words) {
        lastWords = words;
    }

    private void answer() {
        while (!entrance.isClosed()) {
            try {
                connect(entrance.accept());
            } catch (IOException closed) {
                // Which ends the loop.
            }
        }
    }

    private void connect(Socket caller) {
        if (!open) {
            hangUp(caller);
            return;
        }
        try {
            Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
            calls.add(caller);
            calls.add(called);
            if (!open) {
                // Cut since it was answered.
                hangUp(caller);
                hangUp(called);
                return;
            }
            operators.execute(() -> pass(caller, called, this::listen));
            operators.execute(() -> pass(called, caller, said -> {}));
        } catch (IOException unanswered) {
            // Or the caller would wait for an answer.
            hangUp(caller);
        }
    }

    private void listen(String said) {
        String words = lastWords;
        if (words != null && said.contains(words)) {
            lastWords = null;
            cut();
        }
    }

    private void pass(Socket from, Socket to, Consumer<String> listener) {
        byte[] piece = new byte[8192];
        try {
            for (int length; (length = from.getInputStream().read(piece)) >= 0; ) {
                listener.accept(new String(piece, 0, length, StandardCharsets.ISO_8859_1));
                if (!silent) {
                    to.getOutputStream().write(piece, 0, length);
                }
            }
        } catch (IOException cut) {
            // The other end notices below.
        } finally {
            hangUp(from);
            hangUp(to);
        }
    }

    private static void hangUp(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // Which is what was wanted.
        }
    }

    @Override
    public void close() {
        cut();
        hangUpEntrance();
        operators.shutdownNow();
    }

    private void hangUpEntrance() {
        try {
            entrance.close();
        } catch (IOException alreadyGone) {
            // Which is what was wanted.
        }
    }
}
