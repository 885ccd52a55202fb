package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.WorkerDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;

/** Copies checkpoints from the database to the file outside it, and checks that the database still has those in the file. */
final class CheckpointMirror {

    private static final int BATCH = 500;

    private final WorkerDatabase database;
    private final Checkpoints checkpoints;
    private final Path path;

    /** The size of the file when it last agreed with the database. */
    private long compared = -1;

    private long lastNumber;
    private long lastStamped;

    CheckpointMirror(WorkerDatabase database, Checkpoints checkpoints, Path path) {
        this.database = database;
        this.checkpoints = checkpoints;
        this.path = path;
    }

    /**
     * Adds missing lines to the file. Does nothing while another process has the file open.
     *
     * @throws EvidenceDirectory.ForeignException if the directory belongs to another database
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
                compare(file);
            }
            compared = -1;
            addCheckpoints(file);
            addTimestamps(file);
            compared = file.end();
        }
    }

    private void compare(CheckpointFile file) throws IOException {
        compared = -1;
        String databaseId = database.work(() -> checkpoints.findDatabaseId());
        if (!EvidenceDirectory.mayBelongTo(databaseId, path)) {
            throw new EvidenceDirectory.ForeignException(path);
        }
        CheckpointFile.Comparison comparison = new CheckpointFile.Comparison(
                path,
                numbers -> database.work(() -> checkpoints.findByNumberIn(numbers).stream()
                        .flatMap(checkpoint -> checkpoint.lines().stream())
                        .toList()),
                problem -> {
                    throw new RecordAlteredException(problem);
                });
        file.read(comparison);
        comparison.finish();
        lastNumber = comparison.lastNumber();
        lastStamped = comparison.lastStamped();
        EvidenceDirectory.claim(databaseId, path);
    }

    private void addCheckpoints(CheckpointFile file) throws IOException {
        List<Checkpoint> missing;
        do {
            missing =
                    database.work(() -> checkpoints.findByNumberGreaterThanOrderByNumber(lastNumber, Limit.of(BATCH)));
            for (Checkpoint checkpoint : missing) {
                file.append(checkpoint.lines().get(0));
                lastNumber = checkpoint.number();
            }
        } while (missing.size() == BATCH);
    }

    /** Timestamps are obtained in the order of checkpoints, so that those after the last one in the file are missing. */
    private void addTimestamps(CheckpointFile file) throws IOException {
        List<Checkpoint> missing =
                database.work(() -> checkpoints.findByNumberBetweenAndTimestampTokenIsNotNullOrderByNumber(
                        lastStamped + 1, lastNumber, Limit.of(BATCH)));
        for (Checkpoint checkpoint : missing) {
            file.append(checkpoint.lines().get(1));
            lastStamped = checkpoint.number();
        }
    }
}
