package io.compliancecenter.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A line to a local port that can be cut and mended. */
public final class Switchboard implements AutoCloseable {

    private final int target;
    private final ServerSocket entrance;
    private final Set<Socket> calls = ConcurrentHashMap.newKeySet();
    private final ExecutorService operators = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "switchboard");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean open = true;

    public Switchboard(int target) throws IOException {
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
        calls.forEach(Switchboard::hangUp);
        calls.clear();
    }

    public void mend() {
        open = true;
    }

    private void answer() {
        while (!entrance.isClosed()) {
            try {
                Socket caller = entrance.accept();
                if (!open) {
                    hangUp(caller);
                    continue;
                }
                Socket called = new Socket(InetAddress.getLoopbackAddress(), target);
                calls.add(caller);
                calls.add(called);
                operators.execute(() -> pass(caller, called));
                operators.execute(() -> pass(called, caller));
            } catch (IOException closed) {
                // Either the entrance is closed, which ends the loop, or the caller rings again.
            }
        }
    }

    private static void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
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
