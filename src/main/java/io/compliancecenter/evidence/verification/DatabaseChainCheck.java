package io.compliancecenter.evidence.verification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/** Verifies all entries of all chains with one cursor. SQL, because a cursor keeps memory constant however long the chains are. */
final class DatabaseChainCheck {

    private static final String ENTRIES =
            "select " + StoredEntry.COLUMNS + " from evidence_entry order by chain_id, sequence";

    /** Rows that are in memory at a time. A payload has one to two kilobytes. */
    private static final int FETCH = 1_000;

    private final VerificationReport report;
    private final EntryChain chain = new EntryChain();
    private long entries;

    DatabaseChainCheck(VerificationReport report) {
        this.report = report;
    }

    /** @param connection in a transaction, so that rows come a few at a time */
    void run(Connection connection) throws SQLException {
        try (Statement setting = connection.createStatement();
                PreparedStatement cursor = connection.prepareStatement(ENTRIES)) {
            // By the index: sorting would take as much disk as the entries themselves.
            setting.execute("set local enable_sort = off");
            cursor.setFetchSize(FETCH);
            try (ResultSet rows = cursor.executeQuery()) {
                while (rows.next()) {
                    check(StoredEntry.read(rows));
                }
            }
            setting.execute("set local enable_sort = on");
        }
        report.info(String.format(Locale.ENGLISH, "%,d entries in %,d chains", entries, chain.chains()));
    }

    private void check(StoredEntry entry) {
        entries++;
        if (!entry.hasItsHash()) {
            fault(entry, "is not what was recorded: its content, time, kind or place was altered, or its hash");
        }
        if (!entry.isFiledWhereItBelongs()) {
            fault(entry, "is filed under another member, certificate, acceptance or permit than its content names");
        }
        chain.add(entry).ifPresent(fault -> fault(entry, fault));
    }

    private void fault(StoredEntry entry, String what) {
        report.problem("chain %s entry %d: %s".formatted(entry.chain(), entry.sequence(), what));
    }
}
