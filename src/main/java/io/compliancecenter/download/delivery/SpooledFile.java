package io.compliancecenter.download.delivery;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes on their way out, in a temporary file that only this process can read and that is gone when it is closed. On
 * Unix it has no name from the beginning, so that not even a killed process leaves it behind.
 */
final class SpooledFile implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(SpooledFile.class);

    private static final int PIECE = 1 << 16;

    private final FileChannel channel;

    private SpooledFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpooledFile create() throws IOException {
        Path path = Files.createTempFile("compliance-center-", ".copy");
        return new SpooledFile(FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE));
    }

    void append(byte[] bytes) throws IOException {
        append(ByteBuffer.wrap(bytes));
    }

    private void append(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Appends; closing it closes nothing. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int single) throws IOException {
                append(new byte[] {(byte) single});
            }

            @Override
            public void write(byte[] bytes, int offset, int count) throws IOException {
                append(ByteBuffer.wrap(bytes, offset, count));
            }
        };
    }

    long size() throws IOException {
        return channel.size();
    }

    /** The file as PDFBox reads it. */
    SpooledPdf asPdf() throws IOException {
        return new SpooledPdf(channel);
    }

    /**
     * Sends {@code count} bytes from {@code position} on, as fast as the client reads.
     *
     * @param sent is told of each piece that the stream took
     */
    void transferTo(OutputStream out, long position, long count, LongConsumer sent) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long end = position + count;
        for (long at = position; at < end; ) {
            piece.clear().limit((int) Math.min(PIECE, end - at));
            int read = channel.read(piece, at);
            if (read < 0) {
                throw new EOFException("The file is shorter than " + end + " bytes");
            }
            out.write(piece.array(), 0, read);
            // What is still in a buffer when the client goes away did not go out.
            out.flush();
            sent.accept(read);
            at += read;
        }
    }

    /** Closes a file that will not be sent; there is nothing that a failure here could still spoil. */
    void discard() {
        try {
            close();
        } catch (IOException failure) {
            log.debug("A temporary file could not be closed", failure);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
