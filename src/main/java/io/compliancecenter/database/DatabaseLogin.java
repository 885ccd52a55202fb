package io.compliancecenter.database;

import io.compliancecenter.embeddedpostgres.core.Credentials;
import io.compliancecenter.support.StartupFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
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

    static final Duration CHECK_TIMEOUT = Duration.ofSeconds(30);

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

    /** How the owner migrates this database, for people. */
    String howToMigrate() {
        return urlProperty.startsWith("compliance-center.embedded-database")
                ? "start the application, which does it"
                : "run \"java -jar compliance-center.jar migrate\" with the owner's password (spring.flyway.password)";
    }

    boolean isSameRoleAs(DatabaseLogin other) {
        return Objects.equals(user, other.user());
    }

    /** The same database as another role. */
    DatabaseLogin as(Credentials role, String propertiesOfRole) {
        return new DatabaseLogin(url, role.username(), role.password(), urlProperty, propertiesOfRole);
    }

    /** A new connection for checks, which take no time. If that fails, {@link #explain} tells what to do about it. */
    Connection connect() throws SQLException {
        return dataSource(CHECK_TIMEOUT).getConnection();
    }

    /**
     * A new connection for each use, with the application's schema. A server that loses power says nothing any more, and without a
     * limit the client would wait for its answer for ever.
     *
     * @param timeout after which a statement without an answer fails, so longer than any takes; 0 leaves it to the operating system to
     *     find out that the server is gone, which takes hours
     */
    DataSource dataSource(Duration timeout) {
        DriverManagerDataSource dataSource = new DriverManagerDataSource(url);
        dataSource.setUsername(user);
        dataSource.setPassword(password);
        dataSource.setSchema("compliance_center");
        Properties properties = new Properties();
        PGProperty.CONNECT_TIMEOUT.set(properties, 2);
        PGProperty.SOCKET_TIMEOUT.set(properties, Math.toIntExact(timeout.toSeconds()));
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        dataSource.setConnectionProperties(properties);
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

    /** What is wrong with the database, or with this login, and what to do about it. */
    StartupFailureException explain(SQLException failure) {
        String message = String.valueOf(failure.getMessage()).strip();
        String reason = message.lines().findFirst().orElse("").replaceFirst("^FATAL: ", "");
        return switch (String.valueOf(failure.getSQLState())) {
            // invalid_password; invalid_authorization_specification; no password given where one is asked for
            case "28P01", "28000", "08004" ->
                new StartupFailureException(
                        "The database %s refuses the role \"%s\": %s".formatted(place(), user, reason),
                        "Correct %s. deploy/postgres/roles.sql resets the passwords of all roles."
                                .formatted(properties),
                        failure);
            case "3D000" ->
                new StartupFailureException(
                        "There is no database %s.".formatted(place()),
                        "Correct %s, or create the database with deploy/postgres/roles.sql.".formatted(urlProperty),
                        failure);
            case "42501" ->
                new StartupFailureException(
                        "The role \"%s\" is not allowed to connect to the database %s: %s"
                                .formatted(user, place(), reason),
                        "Run deploy/postgres/roles.sql again, which grants the right, or correct %s."
                                .formatted(properties),
                        failure);
            default ->
                new StartupFailureException(
                        "The database %s cannot be reached: %s".formatted(place(), reason),
                        "Start the database, or correct %s.".formatted(urlProperty),
                        failure);
        };
    }
}
