package io.compliancecenter.web.server;

import java.io.IOException;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * The body of one upload while it is read, which ends with an error once it has arrived too slowly on average. A single read waits no
 * longer than the server's read timeout.
 */
final class UploadRate implements InputBuffer {

    /** Nobody is too slow before. */
    static final Duration GRACE = Duration.ofSeconds(10);

    static final int BYTES_A_SECOND = 20_000;

    private final InputBuffer body;
    private final LongSupplier nanos;
    private long start;
    private long received;

    /** @param nanos as {@link System#nanoTime()} */
    UploadRate(InputBuffer body, LongSupplier nanos) {
        this.body = body;
        this.nanos = nanos;
    }

    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (received == 0) {
            start = nanos.getAsLong();
        }
        int count = body.doRead(handler);
        if (count > 0) {
            received += count;
            Duration elapsed = Duration.ofNanos(nanos.getAsLong() - start);
            if (elapsed.compareTo(GRACE) > 0 && received < elapsed.toMillis() * BYTES_A_SECOND / 1000) {
                throw new IOException("The upload is too slow");
            }
        }
        return count;
    }

    @Override
    public int available() {
        return body.available();
    }
}
