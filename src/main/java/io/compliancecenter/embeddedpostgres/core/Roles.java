package io.compliancecenter.embeddedpostgres.core;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Creates the roles and the database, and restores their settings at each start, wherever a kill interrupted an earlier one. */
final class Roles {

    static final String SUPERUSER = "postgres";
    static final String OWNER = "compliance_center_owner";
    static final String APPLICATION = "compliance_center";
    static final String DATABASE = "compliance_center";

    private Roles() {}

    static void ensure(int port, Passwords passwords) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(jdbcUrl(port, "postgres"), SUPERUSER, passwords.superuser())) {
            ensureRole(connection, OWNER, passwords.owner());
            ensureRole(connection, APPLICATION, passwords.application());
            ensureDatabase(connection);
            resetSettings(connection);
        }
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    private static void ensureRole(Connection connection, String role, String password) throws SQLException {
        if (!exists(connection, "select from pg_roles where rolname = ?", role)) {
            execute(connection, "create role " + role);
        }
        execute(
                connection,
                "alter role " + role + " login nosuperuser nocreatedb nocreaterole noreplication nobypassrls");
        // Hashed here, so the server never sees it, nor does its log.
        connection.unwrap(PGConnection.class).alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }

    private static void ensureDatabase(Connection connection) throws SQLException {
        if (!exists(connection, "select from pg_database where datname = ?", DATABASE)) {
            execute(connection, "create database " + DATABASE + " owner " + OWNER);
        }
        execute(connection, "revoke all on database " + DATABASE + " from public");
        execute(connection, "grant connect on database " + DATABASE + " to " + APPLICATION);
    }

    /** A role may store settings for itself, so those of the application's role are reset. */
    private static void resetSettings(Connection connection) throws SQLException {
        execute(connection, "alter role " + APPLICATION + " reset all");
        execute(connection, "alter role " + APPLICATION + " in database " + DATABASE + " reset all");
        execute(connection, "alter role " + APPLICATION + " set idle_in_transaction_session_timeout = '10s'");
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
