package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.flywaydb.core.Flyway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Waits for the database and migrates it. Both logins, the server's version and the owner's rights are checked first, so that
 * nothing is written to a database that cannot be used.
 *
 * @param timeout how long to wait for a database that cannot be reached
 * @param oldestVersion the oldest supported major version of PostgreSQL
 */
record DatabaseStart(DatabaseLogin application, DatabaseLogin owner, Duration timeout, int oldestVersion)
        implements FlywayMigrationStrategy {

    private static final Logger log = LoggerFactory.getLogger(DatabaseStart.class);
    private static final long PAUSE_NANOS = 500_000_000;
    private static final String NO_PASSWORD = "08004";

    /** @throws StartupFailureException if the database cannot be used; nothing was written to it then */
    @Override
    public void migrate(Flyway flyway) {
        check();
        new SchemaRelease(flyway, owner).migrate();
    }

    private void check() {
        if (owner.user() != null && owner.user().equals(application.user())) {
            throw new StartupFailureException(
                    "The application and the migrations would both connect as the role \"%s\".".formatted(owner.user()),
                    "Set spring.flyway.user and spring.flyway.password to the role that owns the schema, and"
                            + " spring.datasource.username to another one. deploy/postgres/roles.sql creates both.");
        }
        try (Connection connection = await(owner)) {
            checkVersion(connection);
            checkOwner(connection, owner);
            checkDeskRole(connection);
            await(application).close();
        } catch (SQLException failure) {
            throw owner.explain(failure);
        }
    }

    private Connection await(DatabaseLogin login) {
        long end = System.nanoTime() + timeout.toNanos();
        for (boolean logged = false; ; logged = true) {
            try {
                return login.connect();
            } catch (SQLException failure) {
                StartupFailureException reason = login.explain(failure);
                if (!isTemporary(failure)) {
                    throw reason;
                }
                if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
                    throw new StartupFailureException(
                            "%s (Gave up after %s s.)".formatted(reason.getMessage(), timeout.toSeconds()),
                            reason.action()
                                    + " compliance-center.database.start-timeout sets how long a start waits for it.",
                            failure);
                }
                if (!logged) {
                    log.warn("{} (Waiting for it, up to {} s)", reason.getMessage(), timeout.toSeconds());
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** No connection (08), no connection to spare (53), or the server is starting or stopping (57). */
    private static boolean isTemporary(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return !state.equals(NO_PASSWORD)
                && (state.startsWith("08") || state.startsWith("53") || state.startsWith("57"));
    }

    private void checkVersion(Connection connection) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < oldestVersion) {
            throw new StartupFailureException(
                    "The database %s runs on PostgreSQL %s; Compliance Center needs PostgreSQL %d or later."
                            .formatted(
                                    owner.place(), connection.getMetaData().getDatabaseProductVersion(), oldestVersion),
                    "Upgrade the server, or name another one in %s. Nothing was written to this database."
                            .formatted(owner.urlProperty()));
        }
    }

    /** Migrations grant rights to the desk's role, also where no desk is used. */
    private void checkDeskRole(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select exists (select from pg_roles where rolname = 'compliance_center_desk')")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StartupFailureException(
                        "The database server %s has no role \"compliance_center_desk\".".formatted(owner.place()),
                        "Run deploy/postgres/roles.sql again, which creates it. Without a password for it, nobody can connect"
                                + " as that role.");
            }
        }
    }

    /** Refuses a role that does not own the schema, or could not create it if there is none yet. */
    static void checkOwner(Connection connection, DatabaseLogin owner) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select coalesce((select pg_has_role(nspowner, 'USAGE') from pg_namespace
                                          where nspname = 'compliance_center'),
                                        has_database_privilege(current_database(), 'CREATE'))
                        """)) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new StartupFailureException(
                        "The role \"%s\" does not own the schema compliance_center in the database %s, and cannot create it."
                                .formatted(owner.user(), owner.place()),
                        "Correct %s. deploy/postgres/roles.sql creates the role that owns the schema."
                                .formatted(owner.properties()));
            }
        }
    }
}
