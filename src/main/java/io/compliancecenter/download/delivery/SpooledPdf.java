package io.compliancecenter.download.delivery;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadView;

/** Lets PDFBox read a spooled file in parts, so that the heap does not have to hold it. */
final class SpooledPdf implements RandomAccessRead {

    private static final int PART_SIZE = 1 << 14;

    private final FileChannel channel;
    private final long length;
    private final ByteBuffer part = ByteBuffer.allocate(PART_SIZE).limit(0);
    private long partStart;
    private long position;
    private boolean closed;

    /** @param channel which is not closed here */
    SpooledPdf(FileChannel channel) throws IOException {
        this.channel = channel;
        this.length = channel.size();
    }

    @Override
    public int read() throws IOException {
        if (!load()) {
            return -1;
        }
        return part.get((int) (position++ - partStart)) & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!load()) {
            return -1;
        }
        int from = (int) (position - partStart);
        int available = Math.min(count, part.limit() - from);
        part.get(from, bytes, offset, available);
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
        if (position < partStart || position >= partStart + part.limit()) {
            partStart = position / PART_SIZE * PART_SIZE;
            part.clear();
            while (part.hasRemaining() && channel.read(part, partStart + part.position()) >= 0) {
                // Until the part is full or the file ends.
            }
            part.flip();
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
