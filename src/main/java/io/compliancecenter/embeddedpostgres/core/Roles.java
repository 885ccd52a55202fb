package io.compliancecenter.embeddedpostgres.core;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** Creates the roles and the database, and restores their settings at each start, wherever a kill interrupted an earlier one. */
final class Roles {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "compliance_center_owner";
    static final String APPLICATION = "compliance_center";
    static final String DESK = "compliance_center_desk";
    static final String PUBLISHER = "compliance_center_publisher";
    static final String WORKER = "compliance_center_worker";
    static final String DATABASE = "compliance_center";

    /** Those with a stored password, beside the superuser. */
    static final List<String> ALL = List.of(OWNER, APPLICATION, PUBLISHER, WORKER);

    private static final String ENSURE_ROLES = """
            do $$
            declare
              role text;
            begin
              foreach role in array string_to_array('%s', ',') loop
                if not exists (select from pg_roles where rolname = role) then
                  execute 'create role ' || role;
                end if;
                execute 'alter role ' || role
                  || ' login nosuperuser nocreatedb nocreaterole noreplication nobypassrls';
              end loop;
            end $$
            """.formatted(String.join(",", ALL) + "," + DESK);

    private static final String SET_PASSWORD = "alter role %s password '%s'";

    private static final String REVOKE_FROM_PUBLIC = "revoke all on database compliance_center from public";

    /** A role may store settings for itself, so those of the roles that serve are reset. */
    private static final String RESTORE_SETTINGS = """
            grant connect on database compliance_center to %1$s;
            alter role %1$s reset all;
            alter role %1$s in database compliance_center reset all;
            alter role %1$s set idle_in_transaction_session_timeout = '%2$s'
            """;

    /** Of those that serve, by role. */
    private static final Map<String, String> IDLE_TIMEOUTS =
            Map.of(APPLICATION, "10s", DESK, "30s", WORKER, "1min", PUBLISHER, "1min");

    private Roles() {}

    /** @param desk the password of the desk's role until the next start; no other program needs it */
    static void ensure(int port, Passwords passwords, String desk) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(jdbcUrl(port, "postgres"), SUPERUSER, passwords.of(SUPERUSER));
                Statement statement = connection.createStatement()) {
            statement.execute(ENSURE_ROLES);
            // Hashed here, so the server never sees them, nor does its log.
            for (String role : ALL) {
                statement.execute(SET_PASSWORD.formatted(role, Passwords.verifier(passwords.of(role))));
            }
            statement.execute(SET_PASSWORD.formatted(DESK, Passwords.verifier(desk)));
            if (!databaseExists(statement)) {
                statement.execute("create database compliance_center owner compliance_center_owner");
            }
            statement.execute(REVOKE_FROM_PUBLIC);
            for (Map.Entry<String, String> timeout : IDLE_TIMEOUTS.entrySet()) {
                statement.execute(RESTORE_SETTINGS.formatted(timeout.getKey(), timeout.getValue()));
            }
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
