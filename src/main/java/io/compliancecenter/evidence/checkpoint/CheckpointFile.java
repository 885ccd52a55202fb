package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.PrivateFiles;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The file that keeps checkpoints outside the database, open for writing. A line counts once its end is written: an incomplete
 * line, left by a crash or a full disk, is cut off before the next is written.
 */
public final class CheckpointFile implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    /** Where the last complete line ends. */
    private long end;

    private CheckpointFile(Path path, FileChannel channel) throws IOException {
        this.path = path;
        this.channel = channel;
        this.end = endOfLastLine(channel);
    }

    /** Opens the file, or creates it; empty if it is open elsewhere, in this process or another. */
    static Optional<CheckpointFile> open(Path path) throws IOException {
        boolean isNew = Files.notExists(path);
        FileChannel channel =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        try {
            if (isNew) {
                PrivateFiles.forceDirectory(path.toAbsolutePath().getParent());
            }
            // The lock ends with the channel.
            if (channel.tryLock() != null) {
                return Optional.of(new CheckpointFile(path, channel));
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // As if another process had it open.
        } catch (IOException failure) {
            channel.close();
            throw failure;
        }
        channel.close();
        return Optional.empty();
    }

    private static long endOfLastLine(FileChannel channel) throws IOException {
        ByteBuffer octet = ByteBuffer.allocate(1);
        long end = channel.size();
        while (end > 0 && (channel.read(octet.clear(), end - 1) < 1 || octet.get(0) != '\n')) {
            end--;
        }
        return end;
    }

    /** The size of the complete lines. */
    long end() {
        return end;
    }

    /** Reads all complete lines in order; a malformed one is a {@link RecordAlteredException}. */
    void read(Consumer<CheckpointLine> reader) throws IOException {
        // Through this channel, and not closed: closing any other channel of the file would release the lock.
        read(Channels.newInputStream(channel.position(0)), path, reader);
    }

    /** Reads the complete lines of a file in order, without locking it. */
    public static void read(Path path, Consumer<CheckpointLine> reader) throws IOException {
        try (InputStream bytes = Files.newInputStream(path)) {
            read(bytes, path, reader);
        }
    }

    private static void read(InputStream bytes, Path path, Consumer<CheckpointLine> reader) throws IOException {
        InputStream buffered = new BufferedInputStream(bytes);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long number = 1;
        for (int next = buffered.read(); next >= 0; next = buffered.read()) {
            // Only this ends a line; a BufferedReader would accept others as well.
            if (next != '\n') {
                line.write(next);
            } else {
                reader.accept(parse(line.toString(StandardCharsets.ISO_8859_1), number++, path));
                line.reset();
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

    /** Adds a line durably. If it cannot be written completely, the file is as before, or will be at the next call. */
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

    /** Compares the lines of a file with those that the database would write, in batches. */
    public static final class Comparison implements Consumer<CheckpointLine> {

        private static final int BATCH = 500;

        private final Path path;
        private final Function<List<Long>, List<CheckpointLine>> database;
        private final Consumer<String> problems;
        private final List<CheckpointLine> batch = new ArrayList<>();
        private long lastNumber;
        private long lastStamped;

        /**
         * @param database finds the lines of the checkpoints with these numbers
         * @param problems receives a sentence about each line that is not as the database has it
         */
        public Comparison(Path path, Function<List<Long>, List<CheckpointLine>> database, Consumer<String> problems) {
            this.path = path;
            this.database = database;
            this.problems = problems;
        }

        /** Takes the next line. */
        @Override
        public void accept(CheckpointLine line) {
            if (line.hasTimestamp()) {
                lastStamped = Math.max(lastStamped, line.number());
            } else {
                if (line.number() != lastNumber + 1) {
                    problems.accept("%s lacks checkpoint %d, or has it out of order".formatted(path, lastNumber + 1));
                }
                lastNumber = line.number();
            }
            batch.add(line);
            if (batch.size() == BATCH) {
                finish();
            }
        }

        /** Compares what is left. */
        public void finish() {
            List<Long> numbers =
                    batch.stream().map(CheckpointLine::number).distinct().toList();
            Set<CheckpointLine> stored = new HashSet<>(batch.isEmpty() ? List.of() : database.apply(numbers));
            for (CheckpointLine line : batch) {
                if (!stored.contains(line)) {
                    boolean differs = stored.stream()
                            .anyMatch(other ->
                                    other.number() == line.number() && other.hasTimestamp() == line.hasTimestamp());
                    problems.accept("%s has %s %d, which %s"
                            .formatted(
                                    path,
                                    line.hasTimestamp() ? "the timestamp of checkpoint" : "checkpoint",
                                    line.number(),
                                    differs ? "differs in the database" : "the database does not have"));
                }
            }
            batch.clear();
        }

        /** The number of the last checkpoint in the file. */
        public long lastNumber() {
            return lastNumber;
        }

        /** The last checkpoint whose timestamp is in the file. */
        long lastStamped() {
            return lastStamped;
        }
    }
}
