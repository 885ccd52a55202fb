package io.compliancecenter.testing.filling;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SplittableRandom;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Fills a database with what years of use would leave in it, a hundred times as fast: every row is what the product would have
 * written, in the order in which it would have been written, and the whole record holds when it is verified.
 *
 * <p>The application that the database belongs to has to run, and must not publish again: whoever is not in its folder would
 * be retired.
 */
public final class Filling {

    /** Of everyone who is filled in. */
    public static final String PASSWORD = "a password of many";

    private static final long SEED = 20261124;
    private static final Duration HISTORY = Duration.ofDays(3 * 365);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> INDEXED_LATER = List.of("evidence_entry", "acceptance", "download_permit");
    private static final List<String> TABLES = List.of(
            "user_account",
            "organization",
            "member",
            "spring_session",
            "spring_session_attributes",
            "evidence_chain",
            "acceptance",
            "download_permit",
            "evidence_entry");

    private Filling() {}

    /**
     * Fills a database that holds the demo, and is otherwise empty.
     *
     * @param scale 1 for 10,000 Organizations, 100,000 users and 5 million entries of the record, at least 0.01
     */
    public static void fill(DataSource superuser, double scale) throws SQLException {
        fill(superuser, FillingPlan.of(scale));
    }

    /** Waits until the application has signed all that was filled in. */
    public static void awaitCheckpoint(DataSource superuser) throws SQLException {
        try (Connection connection = superuser.getConnection()) {
            JdbcClient database = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            // Each checkpoint tells of itself, for as long as that.
            database.sql("listen checkpoint_made").update();
            database.sql("""
                    create function tell_of_checkpoint() returns trigger language plpgsql as
                    'begin notify checkpoint_made; return null; end'
                    """).update();
            database.sql("create trigger checkpoint_made after insert on checkpoint"
                            + " for each statement execute function tell_of_checkpoint()")
                    .update();
            while (!isCovered(database)) {
                PGNotification[] heard =
                        connection.unwrap(PGConnection.class).getNotifications(Math.toIntExact(PATIENCE.toMillis()));
                if (heard == null || heard.length == 0) {
                    throw new AssertionError("No checkpoint covers what was filled in");
                }
            }
            database.sql("drop function tell_of_checkpoint cascade").update();
        }
    }

    private static boolean isCovered(JdbcClient database) {
        return database.sql("""
                        select not exists (select from evidence_chain c
                                            where not exists (select from checkpoint_head h
                                                               where h.chain_id = c.chain_id and h.sequence = c.sequence))
                        """).query(Boolean.class).single();
    }

    /** Fills a database with what the plan says. */
    public static void fill(DataSource superuser, FillingPlan plan) throws SQLException {
        JdbcClient database = JdbcClient.create(superuser);
        Instant now = database.sql("select now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        Instant end = now.truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
        Instant start = end.minus(HISTORY);
        SplittableRandom random = new SplittableRandom(SEED);
        FilledDirectory directory = new FilledDirectory(plan, start.toEpochMilli(), random);
        // One checkpoint of the server at the end, in place of one for each gigabyte.
        change(database, "alter system set max_wal_size = '20GB'", "alter system set checkpoint_timeout = '1h'");
        try (Connection first = superuser.getConnection();
                Connection second = superuser.getConnection();
                Connection third = superuser.getConnection()) {
            Samples samples = Samples.take(first);
            for (Connection connection : List.of(first, second, third)) {
                // No triggers: what they would write is written here.
                execute(connection, "set session_replication_role = replica");
                execute(connection, "set synchronous_commit = off");
            }
            directory.write(first);
            directory.writeSessions(first, now.toEpochMilli(), random);
            switchIndexesOff(database);
            FilledRecord record = new FilledRecord(plan, directory, samples, random, first, second, third);
            try (record) {
                record.write(start, end);
            }
            record.writeEnds(first);
            execute(first, "set maintenance_work_mem = '512MB'");
            for (String table : INDEXED_LATER) {
                execute(first, "reindex table " + table);
            }
        }
        for (String table : TABLES) {
            database.sql("vacuum (analyze) " + table).update();
        }
        change(database, "alter system reset max_wal_size", "alter system reset checkpoint_timeout");
        database.sql("checkpoint").update();
    }

    /** Until each is built anew, which is many times faster than adding to it row by row, and leaves it as it was declared. */
    private static void switchIndexesOff(JdbcClient database) {
        INDEXED_LATER.forEach(table -> database.sql(
                        "update pg_index set indisready = false, indisvalid = false where indrelid = cast(? as regclass)")
                .param(table)
                .update());
    }

    private static void change(JdbcClient database, String... settings) {
        for (String setting : settings) {
            database.sql(setting).update();
        }
        database.sql("select pg_reload_conf()").query(rows -> {});
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
