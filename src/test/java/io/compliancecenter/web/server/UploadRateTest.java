package io.compliancecenter.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.junit.jupiter.api.Test;

/** Uploads that arrive slowly. */
class UploadRateTest {

    private static final int PIECE = 8192;

    private long nanos = Long.MAX_VALUE - 5;

    /** Pieces, each after so many milliseconds. */
    private UploadRate body(int size, long millis) {
        return new UploadRate(
                new InputBuffer() {
                    @Override
                    public int doRead(ApplicationBufferHandler handler) {
                        nanos += TimeUnit.MILLISECONDS.toNanos(millis);
                        return size;
                    }

                    @Override
                    public int available() {
                        return 0;
                    }
                },
                () -> nanos);
    }

    private static int piecesOf(UploadRate body, int most) throws IOException {
        int pieces = 0;
        while (pieces < most && body.doRead(null) > 0) {
            pieces++;
        }
        return pieces;
    }

    @Test
    void nobodyIsTooSlowAtFirst() throws IOException {
        assertThat(piecesOf(body(1, 1000), 10)).isEqualTo(10);
    }

    @Test
    void whoeverSendsAByteNowAndThenIsCutOff() {
        assertThatThrownBy(() -> piecesOf(body(1, 1000), 11)).isInstanceOf(IOException.class);
        nanos = 0;
        assertThatThrownBy(() -> piecesOf(body(PIECE, 500), 100)).isInstanceOf(IOException.class);
    }

    @Test
    void aSlowLineIsServed() throws IOException {
        assertThat(piecesOf(body(PIECE, 300), 3000)).isEqualTo(3000);
    }

    @Test
    void theEndIsPassedOn() throws IOException {
        assertThat(body(-1, 60_000).doRead(null)).isEqualTo(-1);
    }
}
