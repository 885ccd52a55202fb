package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;

/**
 * Waits for the database. Migrates the embedded one, and checks that an external one was migrated, for which no instance needs the
 * owner's password. Logins, the server's version and the roles' rights are checked first, so that nothing is written to a database
 * that cannot be used.
 *
 * @param migrates whether a start migrates
 * @param timeout how long to wait for a database that cannot be reached
 * @param oldestVersion the oldest supported major version of PostgreSQL
 */
record DatabaseStart(DatabaseLogins logins, boolean migrates, Duration timeout, int oldestVersion)
        implements FlywayMigrationStrategy {

    static final int OLDEST_VERSION = 18;

    private static final Logger log = LoggerFactory.getLogger(DatabaseStart.class);
    private static final long PAUSE_NANOS = 500_000_000;
    private static final String NO_PASSWORD = "08004";

    /** @throws StartupFailureException if the database cannot be used; nothing was written to it then */
    @Override
    public void migrate(Flyway flyway) {
        if (migrates) {
            migrateAsOwner(flyway);
        } else {
            check(flyway);
        }
    }

    /** @throws StartupFailureException if the database cannot be used; nothing was written to it then */
    MigrateResult migrateAsOwner(Flyway flyway) {
        DatabaseLogin owner = logins.owner();
        if (owner.user() == null
                || logins.serving().anyMatch(login -> owner.user().equals(login.user()))) {
            throw new StartupFailureException(
                    "The migrations would connect as the role \"%s\", as instances do that serve."
                            .formatted(owner.user()),
                    "Set spring.flyway.user and spring.flyway.password to the role that owns the schema, and"
                            + " spring.datasource.username to another one. deploy/postgres/roles.sql creates both.");
        }
        checkDistinct();
        try (Connection connection = await(owner)) {
            checkVersion(connection, owner);
            checkOwner(connection, owner);
            checkRoles(connection);
            checkRights(connection);
            if (migrates) {
                await(logins.application()).close();
            }
        } catch (SQLException failure) {
            throw owner.explain(failure);
        }
        return new SchemaRelease(flyway, owner).migrate();
    }

    private void check(Flyway flyway) {
        checkDistinct();
        DatabaseLogin application = logins.application();
        Flyway asApplication = Flyway.configure()
                .configuration(flyway.getConfiguration())
                .dataSource(application.dataSource(DatabaseLogin.CHECK_TIMEOUT))
                .load();
        SchemaRelease release = new SchemaRelease(asApplication, application);
        try (Connection connection = await(application)) {
            checkVersion(connection, application);
            switch (history(connection, flyway.getConfiguration().getTable())) {
                case MISSING -> throw release.empty();
                case HIDDEN -> throw release.earlier(null);
                case READABLE -> release.check();
            }
        } catch (SQLException failure) {
            throw application.explain(failure);
        }
        if (logins.owner().password() != null && !logins.owner().isSameRoleAs(application)) {
            log.warn(
                    "This instance has the password of the database role {} (spring.flyway.password), which owns the schema. Only"
                            + " the commands migrate, verify --database and trace need it: remove it from the settings of instances"
                            + " that serve",
                    logins.owner().user());
        }
    }

    /** Whether the application's role can read Flyway's history: earlier releases did not let it. */
    private enum History {
        MISSING,
        HIDDEN,
        READABLE
    }

    private static History history(Connection connection, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                select has_schema_privilege(relnamespace, 'USAGE') and has_table_privilege(c.oid, 'SELECT')
                  from pg_class c join pg_namespace n on n.oid = relnamespace
                 where nspname = 'compliance_center' and relname = ?
                """)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return History.MISSING;
                }
                return row.getBoolean(1) ? History.READABLE : History.HIDDEN;
            }
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

    private void checkVersion(Connection connection, DatabaseLogin login) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < oldestVersion) {
            throw new StartupFailureException(
                    "The database %s runs on PostgreSQL %s; Compliance Center needs PostgreSQL %d or later."
                            .formatted(
                                    login.place(), connection.getMetaData().getDatabaseProductVersion(), oldestVersion),
                    "Upgrade the server, or name another one in %s. Nothing was written to this database."
                            .formatted(login.urlProperty()));
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

    /** Migrations grant each role its own rights: one that has two tasks would have the rights of both. */
    private void checkDistinct() {
        List<String> names = Stream.concat(
                        logins.serving().map(login -> String.valueOf(login.user())),
                        Stream.of(DeskDatabaseConfiguration.ROLE))
                .toList();
        names.stream()
                .filter(name -> Collections.frequency(names, name) > 1)
                .findFirst()
                .ifPresent(name -> {
                    throw new StartupFailureException(
                            "The role \"%s\" is named for more than one task.".formatted(name),
                            "Name a role of its own for each in spring.datasource.username,"
                                    + " compliance-center.database.publisher.username and"
                                    + " compliance-center.database.worker.username. None of them is %s, which is the desk's."
                                            .formatted(DeskDatabaseConfiguration.ROLE));
                });
    }

    /** Those who answer requests must not be able to publish past the desk's functions. */
    private void checkRights(Connection connection) throws SQLException {
        Array names = connection.createArrayOf(
                "text", new Object[] {logins.application().user(), DeskDatabaseConfiguration.ROLE});
        try (PreparedStatement statement = connection.prepareStatement(
                "select string_agg('\"' || served || '\"', ', ') from unnest(cast(? as name[])) as served where "
                        + RoleCheck.canPublish("served"))) {
            statement.setArray(1, names);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String publishing = row.getString(1);
                if (publishing != null) {
                    throw new StartupFailureException(
                            "These roles answer requests, and must not be able to publish, but can: %s."
                                    .formatted(publishing),
                            "Take away what was granted to them, or name other roles. deploy/postgres/roles.sql creates all roles."
                                    + " Nothing was written to this database.");
                }
            }
        }
    }

    /** Migrations grant rights to all roles, also where no desk is used, so that each has to be there first. */
    private void checkRoles(Connection connection) throws SQLException {
        Array names = connection.createArrayOf(
                "text",
                Stream.concat(logins.serving().map(DatabaseLogin::user), Stream.of(DeskDatabaseConfiguration.ROLE))
                        .toArray());
        try (PreparedStatement statement = connection.prepareStatement("""
                select string_agg('"' || name || '"', ', ') from unnest(?) as name
                 where not exists (select from pg_roles where rolname = name)
                """)) {
            statement.setArray(1, names);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                String missing = row.getString(1);
                if (missing != null) {
                    throw new StartupFailureException(
                            "The database %s lacks roles: %s."
                                    .formatted(logins.owner().place(), missing),
                            "Run deploy/postgres/roles.sql again, which creates them. Nothing was written to this database.");
                }
            }
        }
    }
}
