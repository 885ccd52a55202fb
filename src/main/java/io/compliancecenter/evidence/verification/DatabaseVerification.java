package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.evidence.checkpoint.CheckpointFile;
import io.compliancecenter.evidence.checkpoint.EvidenceDirectory;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.checkpoint.RecordAlteredException;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks the whole record in one snapshot of the database: every entry, every checkpoint, both against each other, against the
 * tables that they are about, and against what is kept outside the database. It changes nothing. Memory grows with the number of
 * chains, not with their length.
 */
public final class DatabaseVerification {

    private final @Nullable Path file;
    private final Set<String> trustedKeys;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;

    /**
     * @param file the file of checkpoints outside the database; null if there is none to compare with
     * @param trustedKeys the vendor's public keys, in PEM; if there is none, any key is accepted, and the report says so
     * @param authorities whose time stamps are accepted; if none are given, anybody's are, and the report says so
     * @param out receives the report
     */
    public DatabaseVerification(
            @Nullable Path file, List<String> trustedKeys, TrustedAuthorities authorities, PrintStream out) {
        this.file = file;
        this.trustedKeys = trustedKeys.stream().map(PublicKeys::sha256).collect(Collectors.toUnmodifiableSet());
        this.authorities = authorities;
        this.report = new VerificationReport(out);
    }

    /**
     * Checks the record.
     *
     * @param owner connects as the owner of the schema
     * @return the number of problems
     * @throws SQLException if the database cannot be read
     * @throws IOException if the file cannot be read
     */
    public long verify(DataSource owner) throws SQLException, IOException {
        try (Connection snapshot = owner.getConnection();
                Connection now = owner.getConnection()) {
            now.setReadOnly(true);
            snapshot.setReadOnly(true);
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            long problems = verify(snapshot, now);
            snapshot.rollback();
            return problems;
        }
    }

    /**
     * Checks the record.
     *
     * @param snapshot in a transaction
     * @param now for what is in the file and may be newer than the snapshot
     */
    long verify(Connection snapshot, Connection now) throws IOException {
        RecordDatabase database = new RecordDatabase(snapshot);
        checkEntries(database);
        DatabaseCheckpointCheck checkpoints =
                new DatabaseCheckpointCheck(report, trustedKeys, authorities, database.seed());
        checkpoints.check(database);
        info("%,d checkpoints, %,d of them with a time stamp", checkpoints.last(), checkpoints.stamped());
        if (checkpoints.stamped() == 0) {
            report.takeOnTrust("times (no time stamp)");
        }
        compareWithFile(checkpoints.last(), new RecordDatabase(now));
        database.compare(report);
        long uncovered = database.uncovered();
        if (uncovered != 0) {
            report.note(String.format(
                    Locale.ENGLISH, "%,d entries are newer than the last checkpoint, and not covered yet", uncovered));
        }
        report.printResult();
        return report.count();
    }

    void checkEntries(RecordDatabase database) {
        long entries = 0;
        long chains = 0;
        EntryChain chain = new EntryChain(true);
        try (Stream<StoredEntry> stored = database.entries()) {
            for (StoredEntry entry : (Iterable<StoredEntry>) stored::iterator) {
                entries++;
                EntryHeader before = chain.last();
                if (before == null || !before.chain().equals(entry.header().chain())) {
                    chain = new EntryChain(true);
                    chains++;
                }
                if (!entry.hasItsHash()) {
                    problem(entry, "is not what was recorded: its content, time, kind, place or hash was altered");
                }
                if (!entry.matchesPayload()) {
                    problem(
                            entry,
                            "is filed under another member, certificate, acceptance or permit than its content names");
                }
                chain.add(entry.header(), entry.hash()).ifPresent(what -> problem(entry, what));
            }
        }
        info("%,d entries in %,d chains", entries, chains);
    }

    private void compareWithFile(long last, RecordDatabase now) throws IOException {
        if (file == null) {
            report.note("no file of checkpoints outside the database was compared with it");
            report.takeOnTrust("completeness (nothing outside of the database)");
            return;
        }
        if (Files.notExists(file)) {
            if (last > 0) {
                report.problem("there is no file %s".formatted(file));
            }
            return;
        }
        if (!EvidenceDirectory.mayBelongTo(now.databaseId(), file)) {
            report.problem(String.valueOf(new EvidenceDirectory.ForeignException(file).getMessage()));
            return;
        }
        CheckpointFile.Comparison comparison = new CheckpointFile.Comparison(file, now::lines, report::problem);
        try {
            CheckpointFile.read(file, comparison);
            comparison.finish();
        } catch (RecordAlteredException malformed) {
            comparison.finish();
            report.problem(String.valueOf(malformed.getMessage()));
            return;
        }
        if (comparison.lastNumber() < last) {
            report.problem("%s ends with checkpoint %d, and the database with %d"
                    .formatted(file, comparison.lastNumber(), last));
        }
        info("%,d checkpoints in %s", comparison.lastNumber(), file);
    }

    private void problem(StoredEntry entry, String what) {
        report.problem("chain %s entry %d: %s"
                .formatted(entry.header().chain(), entry.header().sequence(), what));
    }

    private void info(String format, Object... arguments) {
        report.info(String.format(Locale.ENGLISH, format, arguments));
    }
}
