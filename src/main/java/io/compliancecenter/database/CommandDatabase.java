package io.compliancecenter.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.StringUtils;

/**
 * The database for a command, which only reads, as the schema's owner: found by the same settings as the application's, and
 * migrated or written by nobody here. The embedded one is used while the application runs, or else is started and stopped.
 */
public final class CommandDatabase implements AutoCloseable {

    private final Environment settings;
    private final DataSource dataSource;
    private final @Nullable EmbeddedPostgres started;

    private CommandDatabase(Environment settings, DataSource dataSource, @Nullable EmbeddedPostgres started) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.started = started;
    }

    /** There is no such database, or it cannot be reached. The message is a sentence for people. */
    public static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1;

        UnavailableException(String message) {
            super(message);
        }
    }

    /** Reads the settings as the application would, and goes no further: there is nothing to start. */
    private static final class SettingsOnly implements SpringApplicationRunListener {

        private @Nullable Environment settings;

        static Environment read(String... arguments) {
            SpringApplication application = new SpringApplication(SettingsOnly.class);
            application.setWebApplicationType(WebApplicationType.NONE);
            application.setBannerMode(Banner.Mode.OFF);
            SettingsOnly listener = new SettingsOnly();
            try {
                SpringApplication.withHook(running -> listener, () -> {
                    application.run(arguments);
                });
            } catch (SpringApplication.AbandonedRunException read) {
                // As was asked for
            }
            return Objects.requireNonNull(listener.settings);
        }

        @Override
        public void environmentPrepared(ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
            settings = environment;
            throw new SpringApplication.AbandonedRunException();
        }
    }

    /**
     * Opens the database that the application would use.
     *
     * @param settings Spring Boot's command line, for example {@code --spring.datasource.url=…}
     * @throws UnavailableException if there is none
     */
    public static CommandDatabase open(String... settings) throws UnavailableException {
        String[] quiet = Arrays.copyOf(settings, settings.length + 1);
        quiet[settings.length] = "--logging.level.root=error";
        return open(SettingsOnly.read(quiet));
    }

    static CommandDatabase open(Environment environment) throws UnavailableException {
        String url = setting(environment, "spring.flyway.url", "spring.datasource.url");
        if (StringUtils.hasText(url)) {
            String user = setting(environment, "spring.flyway.user", "spring.datasource.username");
            String password = setting(environment, "spring.flyway.password", "spring.datasource.password");
            DatabaseLogin owner = new DatabaseLogin(
                    url,
                    user,
                    password,
                    environment.containsProperty("spring.flyway.url") ? "spring.flyway.url" : "spring.datasource.url",
                    "spring.flyway.user and spring.flyway.password");
            check(owner);
            return new CommandDatabase(environment, new DriverManagerDataSource(url, user, password), null);
        }
        return embedded(
                environment,
                Binder.get(environment)
                        .bindOrCreate("compliance-center.embedded-database", EmbeddedDatabaseProperties.class));
    }

    /** Another role than the owner would see nothing of what it asks for, and that would look like an answer. */
    private static void check(DatabaseLogin owner) throws UnavailableException {
        try (Connection connection = owner.open()) {
            DatabaseStart.checkOwner(connection, owner);
        } catch (UnusableDatabaseException unusable) {
            throw new UnavailableException(unusable.getMessage() + ' ' + unusable.action());
        } catch (SQLException failure) {
            throw new UnavailableException(
                    "The database %s does not answer: %s".formatted(owner.place(), failure.getMessage()));
        }
    }

    private static String setting(Environment environment, String first, String second) {
        return environment.getProperty(first, environment.getProperty(second, ""));
    }

    static CommandDatabase embedded(Environment settings, EmbeddedDatabaseProperties properties)
            throws UnavailableException {
        Path root = properties.directory().toAbsolutePath().normalize();
        try {
            if (Files.notExists(root.resolve("cluster").resolve("PG_VERSION"))) {
                throw new UnavailableException(
                        "There is no database in %s; start the command where the application is started, or set"
                                        .formatted(root)
                                + " compliance-center.embedded-database.directory or spring.datasource.url.");
            }
            EmbeddedPostgresDirectory directory = EmbeddedPostgresDirectory.create(root);
            if (EmbeddedPostgresLock.isHeld(directory)) {
                return running(settings, directory);
            }
            EmbeddedPostgres started = EmbeddedPostgres.start(properties);
            return new CommandDatabase(settings, asOwner(started.jdbcUrl(), started.passwords()), started);
        } catch (IOException failure) {
            throw new UnavailableException("The database in %s cannot be read: %s.".formatted(root, failure));
        } catch (EmbeddedPostgresException failure) {
            throw new UnavailableException(String.valueOf(failure.getMessage()));
        }
    }

    private static CommandDatabase running(Environment settings, EmbeddedPostgresDirectory directory)
            throws IOException, UnavailableException {
        OptionalInt port = EmbeddedPostgresPidFile.port(directory.cluster());
        Optional<EmbeddedPostgresPasswords> passwords = EmbeddedPostgresPasswords.read(directory.passwords());
        if (port.isEmpty() || passwords.isEmpty()) {
            throw new UnavailableException(
                    "The application in %s is just starting or stopping; try again.".formatted(directory.root()));
        }
        String url = EmbeddedPostgresRoles.jdbcUrl(port.getAsInt(), EmbeddedPostgresRoles.DATABASE);
        return new CommandDatabase(settings, asOwner(url, passwords.get()), null);
    }

    private static DataSource asOwner(String url, EmbeddedPostgresPasswords passwords) {
        return new DriverManagerDataSource(url, EmbeddedPostgresRoles.OWNER, passwords.owner());
    }

    /**
     * Reads in one transaction, with the schema first in the search path.
     *
     * @throws org.springframework.dao.DataAccessException if a statement fails
     * @throws org.springframework.transaction.TransactionException if the database cannot be reached
     */
    public <T> T read(Function<JdbcClient, T> work) {
        TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(dataSource));
        transaction.setReadOnly(true);
        return transaction.execute(status -> {
            JdbcClient owner = JdbcClient.create(dataSource);
            owner.sql("set local search_path = compliance_center, pg_temp").update();
            return work.apply(owner);
        });
    }

    /** The settings by which it was found, for whatever else a command needs of them. */
    public Environment settings() {
        return settings;
    }

    /** The data source, for what needs a connection of its own, as a cursor over many rows does. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Stops what was started for this. */
    @Override
    public void close() {
        if (started != null) {
            try {
                started.close();
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
        }
    }
}
