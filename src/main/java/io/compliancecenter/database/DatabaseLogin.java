package io.compliancecenter.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Where the database is and as which role to connect. Explains why a connection fails.
 *
 * @param url the JDBC URL
 * @param urlProperty the property that names the URL
 * @param properties the properties that name role and password
 */
record DatabaseLogin(
        String url, @Nullable String user, @Nullable String password, String urlProperty, String properties) {

    static DatabaseLogin ofApplication(JdbcConnectionDetails application) {
        return new DatabaseLogin(
                application.getJdbcUrl(),
                application.getUsername(),
                application.getPassword(),
                "spring.datasource.url",
                "spring.datasource.username and spring.datasource.password");
    }

    /** Flyway connects as the application does wherever it has no settings of its own. */
    static DatabaseLogin ofOwner(FlywayConnectionDetails owner, JdbcConnectionDetails application) {
        DatabaseLogin otherwise = ofApplication(application);
        String url = owner.getJdbcUrl();
        boolean named = owner.getUsername() != null;
        return new DatabaseLogin(
                url == null ? otherwise.url() : url,
                named ? owner.getUsername() : otherwise.user(),
                named ? owner.getPassword() : otherwise.password(),
                url == null ? otherwise.urlProperty() : "spring.flyway.url",
                "spring.flyway.user and spring.flyway.password");
    }

    /**
     * Connects.
     *
     * @throws UnusableDatabaseException if that fails, with what to do about it
     */
    Connection open() {
        Properties properties = new Properties();
        if (user != null) {
            PGProperty.USER.set(properties, user);
        }
        if (password != null) {
            PGProperty.PASSWORD.set(properties, password);
        }
        PGProperty.CONNECT_TIMEOUT.set(properties, 2);
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException refused) {
            throw explain(refused);
        }
    }

    /** A new connection for each use, with the application's schema. */
    DataSource dataSource() {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
        dataSource.setUsername(user);
        dataSource.setPassword(password);
        dataSource.setSchema("compliance_center");
        return dataSource;
    }

    /** The server and the database, without anything that could be secret. */
    String place() {
        Properties parsed = Driver.parseURL(url, null);
        return parsed == null
                ? "of " + urlProperty
                : "\"%s\" at %s:%s"
                        .formatted(
                                PGProperty.PG_DBNAME.getOrDefault(parsed),
                                PGProperty.PG_HOST.getOrDefault(parsed),
                                PGProperty.PG_PORT.getOrDefault(parsed));
    }

    private UnusableDatabaseException explain(SQLException refused) {
        String reason = String.valueOf(refused.getMessage())
                .strip()
                .lines()
                .findFirst()
                .orElse("")
                .replaceFirst("^FATAL: ", "");
        String state = String.valueOf(refused.getSQLState());
        return switch (state) {
            // invalid_password; invalid_authorization_specification; no password given where one is asked for
            case "28P01", "28000", "08004" ->
                new UnusableDatabaseException(
                        "The database %s refuses the role \"%s\": %s".formatted(place(), user, reason),
                        "Correct %s. deploy/postgres/roles.sql resets the passwords of both roles."
                                .formatted(properties),
                        false,
                        refused);
            case "3D000" ->
                new UnusableDatabaseException(
                        "There is no database %s.".formatted(place()),
                        "Correct %s, or create the database with deploy/postgres/roles.sql.".formatted(urlProperty),
                        false,
                        refused);
            case "42501" ->
                new UnusableDatabaseException(
                        "The role \"%s\" is not allowed to connect to the database %s: %s"
                                .formatted(user, place(), reason),
                        "Run deploy/postgres/roles.sql again, which grants the right, or correct %s."
                                .formatted(properties),
                        false,
                        refused);
            default ->
                new UnusableDatabaseException(
                        "The database %s cannot be reached: %s".formatted(place(), reason),
                        "Start the database, or correct %s.".formatted(urlProperty),
                        isTemporary(state),
                        refused);
        };
    }

    /** No connection (08), no connection to spare (53), or the server is starting or stopping (57). */
    private static boolean isTemporary(String state) {
        return state.startsWith("08") || state.startsWith("53") || state.startsWith("57");
    }
}
