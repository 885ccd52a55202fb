package io.compliancecenter.web.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.coyote.Request;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/** The body of one request while it is read. */
final class FormBody implements ApplicationBufferHandler {

    private final Request request;
    private final ByteBuffer received;
    private ByteBuffer piece = ByteBuffer.allocate(0);

    /** @param length in bytes, as the request says */
    FormBody(Request request, int length) {
        this.request = request;
        this.received = ByteBuffer.allocate(length);
    }

    /**
     * Reads what has arrived, without waiting.
     *
     * @return whether that is all
     */
    boolean readArrived() throws IOException {
        while (received.hasRemaining() && request.getInputBuffer().available() > 0) {
            readPiece();
        }
        return !received.hasRemaining();
    }

    /**
     * Waits for the rest. A single read waits no longer than the server's read timeout, and then fails.
     *
     * @param deadline by {@link System#nanoTime()}, looked at after each read
     * @return whether all came in time
     */
    boolean readRest(long deadline) throws IOException {
        while (received.hasRemaining() && System.nanoTime() - deadline < 0) {
            readPiece();
        }
        return !received.hasRemaining();
    }

    private void readPiece() throws IOException {
        if (request.doRead(this) > 0) {
            received.put(piece);
        }
    }

    byte[] bytes() {
        return received.array();
    }

    @Override
    public void setByteBuffer(ByteBuffer buffer) {
        piece = buffer;
    }

    @Override
    public ByteBuffer getByteBuffer() {
        return piece;
    }

    @Override
    public void expand(int size) {
        // The server uses its own buffers.
    }
}
