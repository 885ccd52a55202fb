package io.compliancecenter.download;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bytes on their way out, in a temporary file that only this process can read and that is gone when it is closed. On
 * Unix it has no name from the beginning, so that not even a killed process leaves it behind.
 */
final class SpooledFile implements Closeable {

    private static final Logger log = LoggerFactory.getLogger(SpooledFile.class);

    private final FileChannel channel;

    private SpooledFile(FileChannel channel) {
        this.channel = channel;
    }

    static SpooledFile create() throws IOException {
        Path path = Files.createTempFile("compliance-center-", ".copy");
        return new SpooledFile(FileChannel.open(path, READ, WRITE, DELETE_ON_CLOSE));
    }

    void append(byte[] bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    /** Sends {@code count} bytes from {@code position} on, as fast as the client reads. */
    void transferTo(OutputStream out, long position, long count) throws IOException {
        WritableByteChannel client = Channels.newChannel(out);
        long end = position + count;
        for (long at = position; at < end; ) {
            at += channel.transferTo(at, end - at, client);
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
