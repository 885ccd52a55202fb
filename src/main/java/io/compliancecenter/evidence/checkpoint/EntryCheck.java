package io.compliancecenter.evidence.checkpoint;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.function.Consumer;

/** Checks all entries of all chains: each by itself, and that each follows the one before. */
final class EntryCheck {

    private final VerificationReport report;
    private final int mostWaiting;
    private final EntryText text = new EntryText();
    private long entries;

    EntryCheck(VerificationReport report) {
        this(report, ChainLinks.MOST_WAITING);
    }

    /**
     * Checks nothing yet.
     *
     * @param mostWaiting how many entries may come before those that they follow, until all are read again in their order
     */
    EntryCheck(VerificationReport report, int mostWaiting) {
        this.report = report;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Checks them.
     *
     * @param reader is handed each entry once as well
     */
    void run(Connection connection, Consumer<EntryRow> reader) throws SQLException, IOException {
        ChainLinks asStored = new ChainLinks(false, mostWaiting);
        EntryScan.run(connection, false, row -> {
            check(row);
            asStored.add(row);
            reader.accept(row);
        });
        if (!asStored.finish(report)) {
            ChainLinks inOrder = new ChainLinks(true, mostWaiting);
            EntryScan.run(connection, true, inOrder::add);
            inOrder.finish(report);
        }
        report.looked("%,d entries in %,d chains".formatted(entries, asStored.chains()));
    }

    private void check(EntryRow row) {
        if (!Arrays.equals(text.hash(row), row.hash())) {
            fault(row, "is not what was recorded: its content, time, kind or place was altered, or its hash");
        }
        if (!EntryColumns.match(row)) {
            fault(row, "is filed under another member, certificate, acceptance or permit than its content names");
        }
        entries++;
    }

    private void fault(EntryRow row, String what) {
        report.fault("chain %s entry %d: %s".formatted(row.chain(), row.sequence(), what));
    }
}
