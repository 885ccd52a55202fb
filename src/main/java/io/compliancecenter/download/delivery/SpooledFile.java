package io.compliancecenter.download.delivery;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import io.compliancecenter.support.Sha256;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.function.LongConsumer;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.StreamUtils;

/**
 * A temporary file that only this process can read and that is deleted when it is closed. On Unix it is deleted as soon as it
 * is open, so that even a killed process does not leave it behind.
 */
final class SpooledFile implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SpooledFile.class);

    private static final int PART_SIZE = 1 << 16;

    private final FileChannel channel;
    private final long size;
    private final String sha256;

    private SpooledFile(FileChannel channel, String sha256) throws IOException {
        this.channel = channel;
        this.size = channel.size();
        this.sha256 = sha256;
    }

    /** Writes the content of a file. */
    interface Content {

        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Makes a file.
     *
     * @return the file; the caller closes it
     * @throws SpoolingFailedException if it cannot be written, as on a full disk
     */
    static SpooledFile of(Content content) {
        try {
            FileChannel channel =
                    FileChannel.open(Files.createTempFile("compliance-center-", ".copy"), READ, WRITE, DELETE_ON_CLOSE);
            try {
                return new SpooledFile(channel, write(content, channel));
            } catch (Throwable failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException failure) {
            log.error("A copy could not be written to the temporary directory: {}", failure.toString());
            throw new SpoolingFailedException(failure);
        }
    }

    private static String write(Content content, FileChannel channel) throws IOException {
        DigestOutputStream digest = new DigestOutputStream(Channels.newOutputStream(channel), Sha256.digest());
        OutputStream out = new BufferedOutputStream(StreamUtils.nonClosing(digest), PART_SIZE);
        content.writeTo(out);
        out.flush();
        return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }

    /** In bytes. */
    long size() {
        return size;
    }

    /** The hash of its bytes, in lower-case hexadecimal. */
    String sha256() {
        return sha256;
    }

    /** The file as PDFBox reads it, without a copy on the heap. The caller closes it before this file. */
    RandomAccessRead asPdf() throws IOException {
        return new MappedPdf(channel.map(MapMode.READ_ONLY, 0, size));
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

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            log.debug("A temporary file could not be closed", failure);
        }
    }

    private static final class MappedPdf extends RandomAccessReadBuffer {

        private final MappedByteBuffer mapped;

        MappedPdf(MappedByteBuffer mapped) {
            super(mapped);
            this.mapped = mapped;
        }

        /** Unmaps the file at once: it takes up disk space as long as it is mapped. */
        @Override
        public void close() throws IOException {
            super.close();
            IOUtils.unmap(mapped);
        }
    }
}
