package io.compliancecenter.download.delivery;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StreamUtils;

/**
 * A temporary file that only this process can read and that is deleted when it is closed. On Unix it is deleted as soon as it
 * is open, so that even a killed process does not leave it behind.
 */
final class SpooledFile implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(SpooledFile.class);

    private static final int PART_SIZE = 1 << 16;

    private final FileChannel channel;

    private SpooledFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpooledFile create() throws IOException {
        Path path = Files.createTempFile("compliance-center-", ".copy");
        return new SpooledFile(FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE));
    }

    /** A stream that appends to the file. Closing the stream does not close the file. */
    OutputStream output() {
        return StreamUtils.nonClosing(Channels.newOutputStream(channel));
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
     * @param sent receives the size of each part that the stream accepted
     */
    void transferTo(OutputStream out, long position, long count, LongConsumer sent) throws IOException {
        ByteBuffer part = ByteBuffer.allocate(PART_SIZE);
        long end = position + count;
        for (long at = position; at < end; ) {
            part.clear().limit((int) Math.min(PART_SIZE, end - at));
            int read = channel.read(part, at);
            if (read < 0) {
                throw new EOFException("The file is shorter than " + end + " bytes");
            }
            out.write(part.array(), 0, read);
            // Bytes that are still in a buffer when the client disconnects were not sent.
            out.flush();
            sent.accept(read);
            at += read;
        }
    }

    /** Closes a file that will not be sent, and only logs a failure. */
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
