package io.compliancecenter.evidence.checkpoint;

import java.io.DataInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;

/** Reads all entries. */
final class EntryScan {

    private EntryScan() {}

    private enum Rows implements CopyScan.Reader<EntryRow> {
        READER;

        @Override
        public EntryRow read(DataInputStream copy) throws IOException {
            return EntryRow.read(copy);
        }

        @Override
        public int size(EntryRow row) {
            return row.payload().length;
        }
    }

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
        String query =
                "select " + EntryRow.COLUMNS + " from evidence_entry" + (inOrder ? " order by chain_id, sequence" : "");
        CopyScan.run(connection, query, EntryRow.FIELDS, Rows.READER, follower);
        set(connection, "enable_sort", true);
    }

    /** For the rest of the transaction. */
    private static void set(Connection connection, String setting, boolean on) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set local " + setting + (on ? " = on" : " = off"));
        }
    }
}
