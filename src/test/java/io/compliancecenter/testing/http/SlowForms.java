package io.compliancecenter.testing.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Many connections that each announce a form, and send a byte of it now and then. One that the server closes is opened anew,
 * so that there are always as many. A single thread does it all.
 */
public final class SlowForms implements AutoCloseable {

    private static final long EVERY = Duration.ofMillis(300).toNanos();

    private final InetSocketAddress server;
    private final int length;
    private final boolean distinct;
    private final @Nullable SocketChannel[] connections;
    private final Map<String, Integer> answers = new TreeMap<>();
    private final Thread thread = new Thread(this::run, "slow forms");
    private volatile boolean over;

    private SlowForms(int port, int connections, int length, boolean distinct) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.length = length;
        this.distinct = distinct;
        this.connections = new SocketChannel[connections];
    }

    /**
     * Starts them.
     *
     * @param length that each announces, in bytes
     * @param distinct whether each says in {@code X-Forwarded-For} that it comes from an address of its own, in place of one
     *     address for all
     */
    public static SlowForms start(int port, int connections, int length, boolean distinct) {
        SlowForms forms = new SlowForms(port, connections, length, distinct);
        forms.thread.setDaemon(true);
        forms.thread.start();
        return forms;
    }

    /** How many answers of each status there were so far. */
    public synchronized Map<String, Integer> answers() {
        return new TreeMap<>(answers);
    }

    private void run() {
        ByteBuffer buffer = ByteBuffer.allocate(8192);
        while (!over) {
            for (int number = 0; number < connections.length; number++) {
                try {
                    connections[number] = next(connections[number], number, buffer);
                } catch (IOException lost) {
                    connections[number] = null;
                }
            }
            LockSupport.parkNanos(EVERY);
        }
    }

    /** The connection a moment later, or null if it is over. */
    private @Nullable SocketChannel next(@Nullable SocketChannel connection, int number, ByteBuffer buffer)
            throws IOException {
        if (connection == null) {
            return opened(number);
        }
        buffer.clear();
        int read = connection.read(buffer);
        if (read == 0) {
            connection.write(ByteBuffer.wrap(new byte[] {'a'}));
            return connection;
        }
        if (read > 12) {
            count(new String(buffer.array(), 9, 3, StandardCharsets.US_ASCII));
        }
        connection.close();
        return null;
    }

    private SocketChannel opened(int number) throws IOException {
        SocketChannel connection = SocketChannel.open(server);
        connection.configureBlocking(false);
        String client = distinct ? "198.18." + number / 250 + "." + (1 + number % 250) : "198.18.0.1";
        connection.write(ByteBuffer.wrap("""
                POST /sign-in HTTP/1.1\r
                Host: localhost\r
                X-Forwarded-For: %s\r
                Content-Type: application/x-www-form-urlencoded\r
                Content-Length: %d\r
                \r
                """.formatted(client, length).getBytes(StandardCharsets.US_ASCII)));
        return connection;
    }

    private synchronized void count(String status) {
        answers.merge(status, 1, Integer::sum);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        thread.join();
        for (SocketChannel connection : connections) {
            if (connection != null) {
                connection.close();
            }
        }
    }
}
