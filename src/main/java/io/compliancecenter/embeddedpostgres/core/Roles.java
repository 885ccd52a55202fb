package io.compliancecenter.embeddedpostgres.core;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Creates the roles and the database, and restores their settings at each start, wherever a kill interrupted an earlier one. */
final class Roles {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "compliance_center_owner";
    static final String APPLICATION = "compliance_center";
    static final String DESK = "compliance_center_desk";
    static final String DATABASE = "compliance_center";

    private static final String ENSURE_ROLES = """
            do $$
            declare
              role text;
            begin
              foreach role in array array['compliance_center_owner', 'compliance_center', 'compliance_center_desk'] loop
                if not exists (select from pg_roles where rolname = role) then
                  execute 'create role ' || role;
                end if;
                execute 'alter role ' || role
                  || ' login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
              end loop;
            end $$
            """;

    /** A role may store settings for itself, so those of the application's role and the desk's are reset. */
    private static final String RESTORE_SETTINGS = """
            revoke all on database compliance_center from public;
            grant connect on database compliance_center to compliance_center, compliance_center_desk;
            alter role compliance_center reset all;
            alter role compliance_center in database compliance_center reset all;
            alter role compliance_center set idle_in_transaction_session_timeout = '10s';
            alter role compliance_center_desk reset all;
            alter role compliance_center_desk in database compliance_center reset all
            """;

    private Roles() {}

    /** @param desk the password of the desk's role until the next start; no other program needs it */
    static void ensure(int port, Passwords passwords, String desk) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(port, "postgres"), SUPERUSER, passwords.superuser());
                Statement statement = connection.createStatement()) {
            statement.execute(ENSURE_ROLES);
            // Hashed here, so the server never sees them, nor does its log.
            PGConnection postgres = connection.unwrap(PGConnection.class);
            postgres.alterUserPassword(OWNER, passwords.owner().toCharArray(), "scram-sha-256");
            postgres.alterUserPassword(APPLICATION, passwords.application().toCharArray(), "scram-sha-256");
            postgres.alterUserPassword(DESK, desk.toCharArray(), "scram-sha-256");
            if (!databaseExists(statement)) {
                statement.execute("create database compliance_center owner compliance_center_owner");
            }
            statement.execute(RESTORE_SETTINGS);
        }
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static boolean databaseExists(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select from pg_database where datname = 'compliance_center'")) {
            return rows.next();
        }
    }
}
