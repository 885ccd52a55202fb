package io.compliancecenter.download.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** A spooled file as PDFBox reads it: piece by piece, so that its size does not matter to the heap. */
final class SpooledPdf implements RandomAccessRead {

    private static final int PIECE = 1 << 14;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer piece = ByteBuffer.allocate(PIECE).limit(0);
    private long pieceStart;
    private long position;
    private boolean closed;

    /** @param channel is not closed here */
    SpooledPdf(FileChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    @Override
    public int read() throws IOException {
        if (!load()) {
            return -1;
        }
        return piece.get((int) (position++ - pieceStart)) & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!load()) {
            return -1;
        }
        int from = (int) (position - pieceStart);
        int available = Math.min(count, piece.limit() - from);
        piece.get(from, bytes, offset, available);
        position += available;
        return available;
    }

    /** @return false at the end */
    private boolean load() throws IOException {
        if (closed) {
            throw new IOException("The file is closed");
        }
        if (position >= length) {
            return false;
        }
        if (position < pieceStart || position >= pieceStart + piece.limit()) {
            pieceStart = position / PIECE * PIECE;
            piece.clear();
            while (piece.hasRemaining() && channel.read(piece, pieceStart + piece.position()) >= 0) {
                // Until the piece is full or the file ends.
            }
            piece.flip();
        }
        return true;
    }

    @Override
    public long getPosition() {
        return position;
    }

    @Override
    public void seek(long to) throws IOException {
        if (to < 0) {
            throw new IOException("There is nothing at " + to);
        }
        position = Math.min(to, length);
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    @Override
    public boolean isEOF() {
        return position >= length;
    }

    @Override
    public RandomAccessReadView createView(long start, long count) {
        return new RandomAccessReadView(this, start, count);
    }

    @Override
    public void close() {
        closed = true;
    }
}
