package io.compliancecenter.evidence.checkpoint;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyInputStream;

/** Reads all entries and hands them on in a second thread: as fast as that goes, in little memory. */
final class EntryScan {

    private static final int ROWS = 256;
    private static final int BYTES = 1 << 20;
    private static final int BATCHES = 8;

    private EntryScan() {}

    /**
     * Reads all entries.
     *
     * @param inOrder by chain and sequence; else as they are stored, which is many times faster
     * @param follower is called in one other thread, and no more once this has returned
     */
    static void run(Connection connection, boolean inOrder, Consumer<EntryRow> follower)
            throws SQLException, IOException {
        // From the first page on, not from where another reader happens to be.
        set(connection, "synchronize_seqscans", false);
        // By the index where there is an order: sorting would take as much room as the entries themselves.
        set(connection, "enable_sort", !inOrder);
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Semaphore ahead = new Semaphore(BATCHES);
        AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
        try (DataInputStream copy = new DataInputStream(new BufferedInputStream(
                new PGCopyInputStream(
                        connection.unwrap(PGConnection.class),
                        "copy (select " + EntryRow.COLUMNS + " from evidence_entry"
                                + (inOrder ? " order by chain_id, sequence" : "") + ") to stdout (format binary)"),
                1 << 16))) {
            EntryRow.readHeader(copy);
            List<EntryRow> batch = new ArrayList<>(ROWS);
            int bytes = 0;
            for (EntryRow row = EntryRow.read(copy); row != null; row = EntryRow.read(copy)) {
                batch.add(row);
                bytes += row.payload().length;
                if (batch.size() == ROWS || bytes > BYTES) {
                    hand(batch, thread, ahead, failure, follower);
                    batch = new ArrayList<>(ROWS);
                    bytes = 0;
                }
            }
            hand(batch, thread, ahead, failure, follower);
            // Everything is done once all places are free.
            ahead.acquireUninterruptibly(BATCHES);
        } finally {
            thread.shutdown();
        }
        RuntimeException failed = failure.get();
        if (failed != null) {
            throw failed;
        }
        set(connection, "enable_sort", true);
    }

    /** For the rest of the transaction. */
    private static void set(Connection connection, String setting, boolean on) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local " + setting + (on ? " = on" : " = off"));
        }
    }

    private static void hand(
            List<EntryRow> batch,
            ExecutorService thread,
            Semaphore ahead,
            AtomicReference<@Nullable RuntimeException> failure,
            Consumer<EntryRow> follower) {
        ahead.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                batch.forEach(follower);
            } catch (RuntimeException failed) {
                failure.compareAndSet(null, failed);
            } finally {
                ahead.release();
            }
        });
    }
}
