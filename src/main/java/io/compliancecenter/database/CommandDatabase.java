package io.compliancecenter.database;

import io.compliancecenter.embeddedpostgres.core.Credentials;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgres;
import io.compliancecenter.embeddedpostgres.core.EmbeddedPostgresException;
import io.compliancecenter.embeddedpostgres.lifecycle.EmbeddedPostgresProperties;
import io.compliancecenter.support.StartupFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Objects;
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
 * The database for a command that reads as the schema's owner. It is found by the application's settings, and neither migrated
 * nor written. The embedded server is started for the command unless the application runs it.
 */
public final class CommandDatabase implements AutoCloseable {

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
                        .bindOrCreate("compliance-center.embedded-database", EmbeddedPostgresProperties.class));
    }

    /** Row-level security would hide rows from another role, and that would look like an answer. */
    private static void check(DatabaseLogin owner) throws UnavailableException {
        try (Connection connection = owner.open()) {
            DatabaseStart.checkOwner(connection, owner);
        } catch (UnusableDatabaseException unusable) {
            throw new UnavailableException(unusable);
        } catch (SQLException failure) {
            throw new UnavailableException(DatabaseStart.failed(owner, failure));
        }
    }

    private static String setting(Environment environment, String first, String second) {
        return environment.getProperty(first, environment.getProperty(second, ""));
    }

    static CommandDatabase embedded(Environment settings, EmbeddedPostgresProperties properties)
            throws UnavailableException {
        try {
            EmbeddedPostgres postgres =
                    EmbeddedPostgres.open(properties.directory(), properties.port(), properties.startTimeout());
            Credentials owner = postgres.owner();
            return new CommandDatabase(
                    settings,
                    new DriverManagerDataSource(postgres.jdbcUrl(), owner.username(), owner.password()),
                    postgres);
        } catch (EmbeddedPostgresException unusable) {
            throw new UnavailableException(unusable);
        }
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

    /** The application's settings. */
    public Environment settings() {
        return settings;
    }

    /** For work that needs its own connection, for example a cursor over many rows. */
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
