package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Signed;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Stamped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies checkpoints from the database to the file outside it, and checks that the database still has those in the file. */
final class CheckpointMirror {

    private static final int BATCH = CheckpointComparison.BATCH;

    private final OwnerDatabase database;
    private final Path path;

    /** The size of the file when it last agreed with the database. */
    private long compared = -1;

    private long lastNumber;
    private BitSet stamped = new BitSet();

    CheckpointMirror(OwnerDatabase database, Path path) {
        this.database = database;
        this.path = path;
    }

    /**
     * Adds missing lines to the file. Does nothing while another process has the file open.
     *
     * @throws ForeignDirectoryException if the directory belongs to another database
     * @throws RecordAlteredException if the database lacks a line of the file, or has it otherwise; nothing is written then
     * @throws IOException if the file cannot be written; the next call writes what is missing
     */
    synchronized void catchUp() throws IOException {
        Optional<CheckpointFile> opened = CheckpointFile.open(path);
        if (opened.isEmpty()) {
            return;
        }
        try (CheckpointFile file = opened.get()) {
            if (file.end() != compared) {
                String identity = database.work(DirectoryOwner::identity);
                if (!DirectoryOwner.mayBe(identity, path)) {
                    throw new ForeignDirectoryException(DirectoryOwner.foreign(path));
                }
                compare(file);
                DirectoryOwner.claim(identity, path);
            }
            addCheckpoints(file);
            addTimestamps(file);
            compared = file.end();
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
