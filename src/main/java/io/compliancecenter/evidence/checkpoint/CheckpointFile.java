package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The file that keeps checkpoints outside of the database, open for one that may add to it. A line counts once its end is
 * there: what a kill or a full disk left of one is cut off before the next is written.
 */
public final class CheckpointFile implements AutoCloseable {

    private static final int BLOCK = 8192;

    private final Path path;
    private final FileChannel channel;

    /** Where the last whole line ends. */
    private long end;

    private CheckpointFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.end = endOfLastLine(channel);
    }

    /** Opens it, and makes it if it is not there; empty if another one has it open, in this process or another. */
    static Optional<CheckpointFile> open(Path path) throws IOException {
        boolean isNew = Files.notExists(path);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            if (isNew) {
                PrivateFiles.forceDirectory(path.toAbsolutePath().getParent());
            }
            if (lock(channel) != null) {
                return Optional.of(new CheckpointFile(path, channel));
            }
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return Optional.empty();
    }

    /** Ends with the channel. */
    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException here) {
            return null;
        }
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer block = ByteBuffer.allocate(BLOCK);
        for (long to = channel.size(); to > 0; ) {
            long from = Math.max(0, to - BLOCK);
            block.clear().limit((int) (to - from));
            while (block.hasRemaining() && channel.read(block, from + block.position()) >= 0) {
                // Until the block is full
            }
            for (int at = block.position() - 1; at >= 0; at--) {
                if (block.get(at) == '\n') {
                    return from + at + 1;
                }
            }
            to = from;
        }
        return 0;
    }

    /** How many bytes the whole lines take. */
    long end() {
        return end;
    }

    /** Receives lines, and may stop with an exception. */
    @FunctionalInterface
    interface Reader {

        void read(CheckpointLine line) throws IOException;
    }

    /**
     * Reads all whole lines in their order.
     *
     * @throws RecordAlteredException if one of them is none
     */
    void read(Reader reader) throws IOException {
        read(path, end, reader);
    }

    /**
     * Reads the whole lines of a file in their order, without opening it for anything else.
     *
     * @throws RecordAlteredException if one of them is none
     */
    public static void readOnly(Path path, Reader reader) throws IOException {
        long end;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            end = endOfLastLine(channel);
        }
        read(path, end, reader);
    }

    private static void read(Path path, long end, Reader reader) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(path))) {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            long number = 1;
            for (long at = 0; at < end; at++) {
                int next = bytes.read();
                if (next < 0) {
                    throw new IOException(path + " became shorter while it was read");
                }
                // Only this ends a line; a reader of lines would take others for it as well.
                if (next != '\n') {
                    line.write(next);
                } else {
                    reader.read(parse(line.toString(StandardCharsets.ISO_8859_1), number++, path));
                    line.reset();
                }
            }
        }
    }

    private static CheckpointLine parse(String line, long number, Path path) {
        try {
            return CheckpointLine.parse(line);
        } catch (IllegalArgumentException malformed) {
            throw new RecordAlteredException(
                    "Line %d of %s %s".formatted(number, path, String.valueOf(malformed.getMessage())));
        }
    }

    /** Adds a line that lasts, or none: if it cannot be written whole, the file is as before, or is at the next time. */
    void append(CheckpointLine line) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap((line.json() + '\n').getBytes(StandardCharsets.US_ASCII));
        if (channel.size() > end) {
            channel.truncate(end);
        }
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes, end + bytes.position());
            }
            channel.force(false);
        } catch (IOException failure) {
            channel.truncate(end);
            throw failure;
        }
        end += bytes.capacity();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
