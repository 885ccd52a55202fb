package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.database.OwnerDatabase;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Signed;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Stamped;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Writes the checkpoints of the database to the file outside of it, and sees that the database still has those in the file. */
final class CheckpointMirror {

    private static final int BATCH = 500;

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
                compare(file);
            }
            addCheckpoints(file);
            addTimestamps(file);
            compared = file.end();
        }
    }

    private void compare(CheckpointFile file) throws IOException {
        compared = -1;
        lastNumber = 0;
        stamped = new BitSet();
        List<CheckpointLine> batch = new ArrayList<>();
        file.read(line -> {
            if (line instanceof Signed && ++lastNumber != line.number()) {
                throw new RecordAlteredException(
                        "%s lacks checkpoint %d, or has it in another place".formatted(path, lastNumber));
            }
            if (line instanceof Stamped) {
                stamped.set(Math.toIntExact(line.number()));
            }
            batch.add(line);
            if (batch.size() == BATCH) {
                compare(batch);
                batch.clear();
            }
        });
        compare(batch);
    }

    private void compare(List<CheckpointLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        List<Long> numbers =
                lines.stream().map(CheckpointLine::number).distinct().toList();
        Map<Long, Signed> signed = new HashMap<>();
        Map<Long, Stamped> timestamps = new HashMap<>();
        database.work(owner -> {
            signed(owner, "number in (:numbers)", Map.of("numbers", numbers))
                    .forEach(line -> signed.put(line.number(), line));
            timestamps(owner, numbers).forEach(line -> timestamps.put(line.number(), line));
            return null;
        });
        for (CheckpointLine line : lines) {
            CheckpointLine stored = line instanceof Signed ? signed.get(line.number()) : timestamps.get(line.number());
            if (!line.equals(stored)) {
                throw new RecordAlteredException("%s holds %s %d, which the database %s"
                        .formatted(
                                path,
                                line instanceof Signed ? "checkpoint" : "the time stamp of checkpoint",
                                line.number(),
                                stored == null ? "does not have" : "has otherwise"));
            }
        }
    }

    private void addCheckpoints(CheckpointFile file) throws IOException {
        List<Signed> missing;
        do {
            missing = database.work(owner -> signed(
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
        for (Stamped line : database.work(owner -> timestamps(owner, missing))) {
            file.append(line);
            stamped.set(Math.toIntExact(line.number()));
            compared = file.end();
        }
    }

    private static List<Signed> signed(JdbcClient owner, String condition, Map<String, ?> parameters) {
        return owner.sql("select number, body, signature, public_key from checkpoint where " + condition)
                .params(parameters)
                .query((row, index) -> Signed.of(
                        row.getLong("number"),
                        row.getString("body"),
                        row.getBytes("signature"),
                        row.getBytes("public_key")))
                .list();
    }

    private static List<Stamped> timestamps(JdbcClient owner, List<Long> numbers) {
        return owner.sql("select checkpoint, token from checkpoint_timestamp where checkpoint in (:numbers) order by 1")
                .param("numbers", numbers)
                .query((row, index) -> Stamped.of(row.getLong("checkpoint"), row.getBytes("token")))
                .list();
    }
}
