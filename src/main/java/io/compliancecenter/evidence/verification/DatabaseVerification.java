package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.CheckpointComparison;
import io.compliancecenter.evidence.checkpoint.CheckpointFile;
import io.compliancecenter.evidence.checkpoint.DirectoryOwner;
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
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Checks the whole record in the database, in one snapshot of it: every entry, every checkpoint, both against each other,
 * against the tables that they tell of, and against what is kept outside of the database. It changes nothing, and takes the
 * same memory however long the chains are: that grows with their number alone.
 */
public final class DatabaseVerification {

    private final @Nullable Path file;
    private final Set<String> trustedKeys;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;

    /**
     * Checks nothing yet.
     *
     * @param file the checkpoints that were written outside of the database; null if there is no such file to compare with
     * @param trustedKeys the vendor's public keys, in PEM; if there is none, any key will do, and the report says so
     * @param authorities whose time stamps count; if none are given, anybody's do, and the report says so
     * @param out receives what holds and what does not, line by line
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
     * @return how many things do not hold; zero if all holds
     * @throws SQLException if the database cannot be read
     * @throws IOException if the file cannot be read
     */
    public long verify(DataSource owner) throws SQLException, IOException {
        try (Connection snapshot = owner.getConnection();
                Connection now = owner.getConnection()) {
            for (Connection connection : List.of(snapshot, now)) {
                connection.setReadOnly(true);
                client(connection)
                        .sql("set search_path = compliance_center, pg_temp")
                        .update();
            }
            snapshot.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            snapshot.setAutoCommit(false);
            long faults = verify(snapshot, now);
            snapshot.rollback();
            return faults;
        }
    }

    /**
     * Checks the record.
     *
     * @param snapshot in a transaction
     * @param now for what is in the file and may be newer than the snapshot
     */
    long verify(Connection snapshot, Connection now) throws SQLException, IOException {
        JdbcClient database = client(snapshot);
        new DatabaseChainCheck(report).run(snapshot);
        CheckpointScan checkpoints = new CheckpointScan(report, trustedKeys, authorities, seed(database));
        checkpoints.run(snapshot);
        report.info(String.format(
                Locale.ENGLISH,
                "%,d checkpoints, %,d of them with a time stamp",
                checkpoints.last(),
                checkpoints.stamped()));
        noteWhatIsTakenOnTrust(checkpoints);
        compareWithFile(checkpoints.last(), client(now));
        new RecordComparison(database, report).run();
        long uncovered = count(database, """
                select coalesce(sum(c.sequence - coalesce((
                           select max(sequence) from checkpoint_head h where h.chain_id = c.chain_id), 0)), 0)
                  from evidence_chain c
                """);
        if (uncovered != 0) {
            report.note(String.format(
                    Locale.ENGLISH, "%,d entries are newer than the last checkpoint, and not covered yet", uncovered));
        }
        report.printResult();
        return report.count();
    }

    private void noteWhatIsTakenOnTrust(CheckpointScan checkpoints) {
        if (checkpoints.last() > 0 && trustedKeys.isEmpty()) {
            report.takeOnTrust("signing key");
        }
        if (checkpoints.stamped() > 0 && !authorities.areGiven()) {
            report.takeOnTrust("time-stamp authority");
        }
        if (checkpoints.stamped() == 0) {
            report.takeOnTrust("times (no time stamp)");
        }
    }

    private void compareWithFile(long last, JdbcClient now) throws IOException {
        if (file == null) {
            report.note("nothing outside of the database was compared with it");
            report.takeOnTrust("completeness (nothing outside of the database)");
            return;
        }
        if (Files.notExists(file)) {
            if (last > 0) {
                report.problem("there is no file %s".formatted(file));
            }
            return;
        }
        if (!DirectoryOwner.mayBe(DirectoryOwner.identity(now), file)) {
            report.problem(DirectoryOwner.foreign(file));
            return;
        }
        CheckpointComparison comparison = new CheckpointComparison(file, work -> work.accept(now), report::problem);
        try {
            CheckpointFile.readOnly(file, comparison);
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
        report.info(String.format(Locale.ENGLISH, "%,d checkpoints in %s", comparison.lastNumber(), file));
    }

    private static byte[] seed(JdbcClient database) {
        return database.sql("select seed from checkpoint_padding").query(byte[].class).list().stream()
                .findFirst()
                .orElseGet(() -> new byte[32]);
    }

    private static long count(JdbcClient database, String sql) {
        return database.sql(sql).query(Long.class).single();
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }
}
