package io.compliancecenter.evidence.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
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

/**
 * Reads the rows of a query in PostgreSQL's <a
 * href="https://www.postgresql.org/docs/current/sql-copy.html">binary form</a> and hands them on in a second thread: as
 * fast as that goes, in little memory.
 */
final class CopyScan {

    private static final int SIGNATURE_BYTES = 11;
    private static final int END = -1;

    private static final int ROWS = 256;
    private static final int BYTES = 1 << 20;
    private static final int BATCHES = 8;

    private CopyScan() {}

    /** Reads one row. */
    interface Reader<R> {

        R read(DataInputStream copy) throws IOException;

        /** How many bytes a row holds, about. */
        int size(R row);
    }

    /**
     * Reads all rows.
     *
     * @param fields how many columns each has
     * @param follower is called in one other thread, and no more once this has returned; what it throws is thrown here
     */
    static <R> void run(Connection connection, String query, int fields, Reader<R> reader, Consumer<R> follower)
            throws SQLException, IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Semaphore ahead = new Semaphore(BATCHES);
        AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        // It has a row at a time, and needs no further buffer.
        try (DataInputStream copy = new DataInputStream(new PGCopyInputStream(
                connection.unwrap(PGConnection.class), "copy (" + query + ") to stdout (format binary)"))) {
            readHeader(copy);
            List<R> batch = new ArrayList<>(ROWS);
            int bytes = 0;
            while (hasNext(copy, fields)) {
                R row = reader.read(copy);
                batch.add(row);
                bytes += reader.size(row);
                if (batch.size() == ROWS || bytes > BYTES) {
                    hand(batch, thread, ahead, failure, follower);
                    batch = new ArrayList<>(ROWS);
                    bytes = 0;
                }
            }
            hand(batch, thread, ahead, failure, follower);
            // Until the server has said that this was all, the connection is not free again.
            copy.transferTo(OutputStream.nullOutputStream());
            // Everything is done once all places are free.
            ahead.acquireUninterruptibly(BATCHES);
        } finally {
            thread.shutdown();
        }
        Throwable failed = failure.get();
        if (failed != null) {
            // As it is: a check that was broken off must not look like one that found nothing.
            throwAsItIs(failed);
        }
    }

    private static void throwAsItIs(Throwable failed) {
        if (failed instanceof Error error) {
            throw error;
        }
        throw (RuntimeException) failed;
    }

    private static void readHeader(DataInputStream copy) throws IOException {
        copy.readNBytes(SIGNATURE_BYTES);
        copy.readInt();
        copy.readNBytes(copy.readInt());
    }

    private static boolean hasNext(DataInputStream copy, int fields) throws IOException {
        int there = copy.readShort();
        if (there != END && there != fields) {
            throw new IOException("A row of %d fields came, not of %d".formatted(there, fields));
        }
        return there != END;
    }

    private static <R> void hand(
            List<R> batch,
            ExecutorService thread,
            Semaphore ahead,
            AtomicReference<@Nullable Throwable> failure,
            Consumer<R> follower) {
        ahead.acquireUninterruptibly();
        thread.execute(() -> {
            try {
                batch.forEach(follower);
            } catch (Throwable failed) {
                failure.compareAndSet(null, failed);
            } finally {
                ahead.release();
            }
        });
    }
}
