package io.compliancecenter.database;

import io.compliancecenter.embeddedpostgres.EmbeddedPostgresProperties;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.support.StartupFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The database for a command that reads as the schema's owner. It is found by the application's settings, and neither migrated
 * nor written. The embedded server is started for the command unless the application runs it.
 */
public final class CommandDatabase implements AutoCloseable {

    private static final String[] MIGRATIONS = {"classpath:db/migration"};

    private final Environment settings;
    private final DataSource dataSource;
    private final @Nullable EmbeddedPostgres postgres;

    private CommandDatabase(Environment settings, DataSource dataSource, @Nullable EmbeddedPostgres postgres) {
        this.settings = settings;
        this.dataSource = dataSource;
        this.postgres = postgres;
    }

    /** There is no such database, or it cannot be reached. The message says what to do. */
    public static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1;

        UnavailableException(StartupFailureException failure) {
            super(failure.getMessage() + ' ' + failure.action(), failure);
        }
    }

    /** Reads the settings as the application would, without starting it. */
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
                // The hook below has read the settings.
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
        try {
            if (!StringUtils.hasText(url)) {
                return embedded(environment);
            }
            DatabaseLogin owner = new DatabaseLogin(
                    url,
                    setting(environment, "spring.flyway.user", "spring.datasource.username"),
                    setting(environment, "spring.flyway.password", "spring.datasource.password"),
                    environment.containsProperty("spring.flyway.url") ? "spring.flyway.url" : "spring.datasource.url",
                    "spring.flyway.user and spring.flyway.password");
            check(owner, environment);
            return new CommandDatabase(environment, owner.dataSource(), null);
        } catch (StartupFailureException unusable) {
            throw new UnavailableException(unusable);
        }
    }

    private static CommandDatabase embedded(Environment environment) {
        EmbeddedPostgresProperties properties = Binder.get(environment)
                .bindOrCreate("compliance-center.embedded-database", EmbeddedPostgresProperties.class);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.open(properties.directory(), properties.port(), properties.startTimeout());
        try {
            DatabaseLogin owner = new DatabaseLogin(
                    postgres.jdbcUrl(),
                    postgres.owner().username(),
                    postgres.owner().password(),
                    "compliance-center.embedded-database.directory",
                    "compliance-center.embedded-database.directory");
            check(owner, environment);
            return new CommandDatabase(environment, owner.dataSource(), postgres);
        } catch (UnusableDatabaseException unusable) {
            postgres.close();
            throw unusable;
        }
    }

    /**
     * Refuses what would look like an answer: row-level security hides rows from another role than the owner, and another
     * release may have other tables.
     */
    private static void check(DatabaseLogin owner, Environment environment) {
        try (Connection connection = owner.open()) {
            DatabaseStart.checkOwner(connection, owner);
        } catch (SQLException failure) {
            throw DatabaseStart.failed(owner, failure);
        }
        // Functions are replaced at each start, so only the tables tell the release; and only functions have
        // placeholders.
        Flyway flyway = Flyway.configure()
                .dataSource(owner.dataSource())
                .defaultSchema("compliance_center")
                .locations(environment.getProperty("spring.flyway.locations", String[].class, MIGRATIONS))
                .placeholderReplacement(false)
                .ignoreMigrationPatterns("repeatable:*")
                .load();
        new SchemaRelease(flyway, owner).check();
    }

    private static String setting(Environment environment, String first, String second) {
        return environment.getProperty(first, environment.getProperty(second, ""));
    }

    /** The application's settings. */
    public Environment settings() {
        return settings;
    }

    /** A connection as the schema's owner for each use. There is no entity manager: commands run without the application. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Stops the embedded server if it was started for this command. */
    @Override
    public void close() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
