package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.checkpoint.CheckpointLine.Signed;
import io.compliancecenter.evidence.checkpoint.CheckpointLine.Stamped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Compares the lines of the file with the database, some hundred at a time. */
public final class CheckpointComparison implements CheckpointFile.Reader {

    static final int BATCH = 500;

    /** Runs something as the owner of the database. */
    @FunctionalInterface
    public interface Owner {

        void read(Consumer<JdbcClient> work);
    }

    private final Path path;
    private final Owner owner;
    private final Consumer<String> fault;
    private final List<CheckpointLine> batch = new ArrayList<>();
    private final BitSet stamped = new BitSet();
    private long lastNumber;

    /** @param fault receives a sentence about each line that is not as the database has it */
    public CheckpointComparison(Path path, Owner owner, Consumer<String> fault) {
        this.path = path;
        this.owner = owner;
        this.fault = fault;
    }

    /** Takes the next line. */
    @Override
    public void read(CheckpointLine line) {
        if (line instanceof Signed) {
            if (line.number() != lastNumber + 1) {
                fault.accept("%s lacks checkpoint %d, or has it in another place".formatted(path, lastNumber + 1));
            }
            lastNumber = line.number();
        } else {
            stamped.set(Math.toIntExact(Math.min(Integer.MAX_VALUE - 1, Math.max(0, line.number()))));
        }
        batch.add(line);
        if (batch.size() == BATCH) {
            finish();
        }
    }

    /** Compares what is left. */
    public void finish() {
        if (batch.isEmpty()) {
            return;
        }
        List<Long> numbers =
                batch.stream().map(CheckpointLine::number).distinct().toList();
        Map<Long, Signed> signed = new HashMap<>();
        Map<Long, Stamped> timestamps = new HashMap<>();
        owner.read(database -> {
            signed(database, "number in (:numbers)", Map.of("numbers", numbers))
                    .forEach(line -> signed.put(line.number(), line));
            timestamps(database, numbers).forEach(line -> timestamps.put(line.number(), line));
        });
        for (CheckpointLine line : batch) {
            Function<Long, ? extends CheckpointLine> stored = line instanceof Signed ? signed::get : timestamps::get;
            if (!line.equals(stored.apply(line.number()))) {
                fault.accept("%s holds %s %d, which the database %s"
                        .formatted(
                                path,
                                line instanceof Signed ? "checkpoint" : "the time stamp of checkpoint",
                                line.number(),
                                stored.apply(line.number()) == null ? "does not have" : "has otherwise"));
            }
        }
        batch.clear();
    }

    /** The number of the last checkpoint in the file. */
    public long lastNumber() {
        return lastNumber;
    }

    /** The checkpoints whose time stamps are in the file. */
    BitSet stamped() {
        return stamped;
    }

    static List<Signed> signed(JdbcClient owner, String condition, Map<String, ?> parameters) {
        return owner.sql("select number, body, signature, public_key from checkpoint where " + condition)
                .params(parameters)
                .query((row, index) -> Signed.of(
                        row.getLong("number"),
                        row.getString("body"),
                        row.getBytes("signature"),
                        row.getBytes("public_key")))
                .list();
    }

    static List<Stamped> timestamps(JdbcClient owner, List<Long> numbers) {
        return owner.sql("select checkpoint, token from checkpoint_timestamp where checkpoint in (:numbers) order by 1")
                .param("numbers", numbers)
                .query((row, index) -> Stamped.of(row.getLong("checkpoint"), row.getBytes("token")))
                .list();
    }
}
