package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Signed;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Stamped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes the checkpoints of the database to the file outside of it, and sees that the database still has those in the file. */
final class CheckpointMirror {

    private static final int BATCH = CheckpointComparison.BATCH;

    private final OwnerDatabase database;
    private final Path path;

    /** The size at which the file was last known to hold what the database holds. */
    private long compared = -1;

    private long lastNumber;
    private BitSet stamped = new BitSet();

    CheckpointMirror(OwnerDatabase database, Path path) {
        this.database = database;
        this.path = path;
    }

    /**
     * Adds to the file what it lacks. If another process is at it, that is left to it.
     *
     * @throws ForeignDirectoryException if the file is another database's
     * @throws RecordAlteredException if the file holds what the database does not, or has otherwise; nothing is written then
     * @throws IOException if not all can be written; what is missing is written the next time
     */
    synchronized void catchUp() throws IOException {
        Optional<CheckpointFile> opened = CheckpointFile.open(path);
        if (opened.isEmpty()) {
            return;
        }
        try (CheckpointFile file = opened.get()) {
            if (file.end() != compared) {
                claim();
                compare(file);
            }
            addCheckpoints(file);
            addTimestamps(file);
            compared = file.end();
        }
    }

    private void claim() throws IOException {
        try {
            database.work(owner -> {
                try {
                    DirectoryOwner.claim(owner, path);
                    return null;
                } catch (IOException failure) {
                    throw new UncheckedIOException(failure);
                }
            });
        } catch (UncheckedIOException failure) {
            throw new IOException(failure.getMessage(), failure);
        }
    }

    private void compare(CheckpointFile file) throws IOException {
        compared = -1;
        CheckpointComparison comparison = new CheckpointComparison(
                path,
                work -> database.work(owner -> {
                    work.accept(owner);
                    return null;
                }),
                fault -> {
                    throw new RecordAlteredException(fault);
                });
        file.read(comparison);
        comparison.finish();
        lastNumber = comparison.lastNumber();
        stamped = comparison.stamped();
    }

    private void addCheckpoints(CheckpointFile file) throws IOException {
        List<Signed> missing;
        do {
            missing = database.work(owner -> CheckpointComparison.signed(
                    owner, "number > :last order by number limit :limit", Map.of("last", lastNumber, "limit", BATCH)));
            for (Signed line : missing) {
                file.append(line);
                lastNumber = line.number();
                compared = file.end();
            }
        } while (missing.size() == BATCH);
    }

    private void addTimestamps(CheckpointFile file) throws IOException {
        List<Long> missing = database.work(owner ->
                owner.sql("select checkpoint from checkpoint_timestamp order by 1").query(Long.class).list().stream()
                        .filter(number -> number <= lastNumber && !stamped.get(Math.toIntExact(number)))
                        .limit(BATCH)
                        .toList());
        if (missing.isEmpty()) {
            return;
        }
        for (Stamped line : database.work(owner -> CheckpointComparison.timestamps(owner, missing))) {
            file.append(line);
            stamped.set(Math.toIntExact(line.number()));
            compared = file.end();
        }
    }
}
