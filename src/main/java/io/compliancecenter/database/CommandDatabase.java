package io.compliancecenter.database;

import io.compliancecenter.embeddedpostgres.EmbeddedPostgresProperties;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.support.StartupFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
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

    /** The settings need a context, but no bean. */
    private static final class NoBeans {}

    /**
     * Opens the database that the application would use.
     *
     * @param settings Spring Boot's command line, for example {@code --spring.datasource.url=…}
     * @throws UnavailableException if there is none
     */
    public static CommandDatabase open(String... settings) throws UnavailableException {
        SpringApplicationBuilder application = new SpringApplicationBuilder(NoBeans.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false);
        try (var context = application.run(StringUtils.addStringToArray(settings, "--logging.level.root=error"))) {
            return open(context.getEnvironment());
        }
    }

    static CommandDatabase open(Environment environment) throws UnavailableException {
        EmbeddedPostgres postgres = null;
        try {
            DatabaseLogin owner;
            if (StringUtils.hasText(setting(environment, "spring.flyway.url", "spring.datasource.url"))) {
                owner = configured(environment);
            } else {
                postgres = embedded(environment);
                owner = new DatabaseLogin(
                        postgres.jdbcUrl(),
                        postgres.owner().username(),
                        postgres.owner().password(),
                        "compliance-center.embedded-database.directory",
                        "compliance-center.embedded-database.directory");
            }
            check(owner, environment);
            return new CommandDatabase(environment, owner.dataSource(), postgres);
        } catch (StartupFailureException unusable) {
            if (postgres != null) {
                postgres.close();
            }
            throw new UnavailableException(unusable);
        }
    }

    private static DatabaseLogin configured(Environment environment) {
        return new DatabaseLogin(
                setting(environment, "spring.flyway.url", "spring.datasource.url"),
                setting(environment, "spring.flyway.user", "spring.datasource.username"),
                setting(environment, "spring.flyway.password", "spring.datasource.password"),
                environment.containsProperty("spring.flyway.url") ? "spring.flyway.url" : "spring.datasource.url",
                "spring.flyway.user and spring.flyway.password");
    }

    private static EmbeddedPostgres embedded(Environment environment) {
        EmbeddedPostgresProperties properties = Binder.get(environment)
                .bindOrCreate("compliance-center.embedded-database", EmbeddedPostgresProperties.class);
        return EmbeddedPostgres.open(properties.directory(), properties.port(), properties.startTimeout());
    }

    /**
     * Refuses what would look like an answer: row-level security hides rows from another role than the owner, and another
     * release may have other tables.
     */
    private static void check(DatabaseLogin owner, Environment environment) {
        try (Connection connection = owner.connect()) {
            DatabaseStart.checkOwner(connection, owner);
        } catch (SQLException failure) {
            throw owner.explain(failure);
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
