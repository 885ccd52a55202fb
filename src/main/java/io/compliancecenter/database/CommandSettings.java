package io.compliancecenter.database;

import io.compliancecenter.embeddedpostgres.EmbeddedPostgresProperties;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.support.StartupFailureException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.util.StringUtils;

/**
 * The application's settings for a command, and the database that they name. The embedded server is started for the command unless
 * the application runs it.
 */
public final class CommandSettings implements AutoCloseable {

    private static final String SCHEMA = "compliance_center";
    private static final String[] MIGRATIONS = {"classpath:db/migration"};

    private final Environment environment;
    private final DatabaseLogins logins;
    private final @Nullable EmbeddedPostgres postgres;

    private CommandSettings(Environment environment, DatabaseLogins logins, @Nullable EmbeddedPostgres postgres) {
        this.environment = environment;
        this.logins = logins;
        this.postgres = postgres;
    }

    /** The settings need a context, but no bean. */
    private static final class NoBeans {}

    /**
     * Reads the settings from where the application does.
     *
     * @param settings Spring Boot's command line, for example {@code --spring.datasource.url=…}
     */
    public static Environment read(String... settings) {
        SpringApplicationBuilder application = new SpringApplicationBuilder(NoBeans.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false);
        try (var context = application.run(StringUtils.addStringToArray(settings, "--logging.level.root=error"))) {
            return context.getEnvironment();
        }
    }

    /**
     * Finds the database.
     *
     * @throws StartupFailureException if it is an embedded one that does not exist
     */
    public static CommandSettings open(Environment environment) {
        if (isExternal(environment)) {
            return new CommandSettings(environment, DatabaseLogins.of(environment), null);
        }
        EmbeddedPostgresProperties properties = Binder.get(environment)
                .bindOrCreate("compliance-center.embedded-database", EmbeddedPostgresProperties.class);
        EmbeddedPostgres postgres =
                EmbeddedPostgres.open(properties.directory(), properties.port(), properties.startTimeout());
        return new CommandSettings(environment, DatabaseLogins.of(postgres), postgres);
    }

    private static boolean isExternal(Environment environment) {
        return StringUtils.hasText(environment.getProperty("spring.flyway.url"))
                || StringUtils.hasText(environment.getProperty("spring.datasource.url"));
    }

    public Environment environment() {
        return environment;
    }

    /** The settings with which an application publishes to this database, beside those of the environment. */
    public Map<String, Object> publishing() {
        return logins.asSettings();
    }

    DatabaseLogins logins() {
        return logins;
    }

    /**
     * The owner's connections. A migration or a comparison of the whole record takes as long as there is data, and somebody sees how
     * long a command takes.
     */
    DataSource owner() {
        return logins.owner().dataSource(Duration.ZERO);
    }

    /** Flyway as the application configures it, with the owner's connections. */
    FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(owner())
                .defaultSchema(SCHEMA)
                .locations(environment.getProperty("spring.flyway.locations", String[].class, MIGRATIONS))
                .placeholders(logins.placeholders())
                .ignoreMigrationPatterns("repeatable:missing");
    }

    /** Stops the embedded server if it was started for this command. */
    @Override
    public void close() {
        if (postgres != null) {
            postgres.close();
        }
    }
}
