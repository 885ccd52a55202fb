package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.core.env.Environment;

/**
 * The database for a command that reads as the schema's owner. It is found by the application's settings, and neither migrated
 * nor written.
 */
public final class CommandDatabase implements AutoCloseable {

    private final CommandSettings settings;
    private final DataSource dataSource;

    private CommandDatabase(CommandSettings settings) {
        this.settings = settings;
        this.dataSource = settings.owner();
    }

    /** There is no such database, or it cannot be reached. The message says what to do. */
    public static final class UnavailableException extends Exception {

        private static final long serialVersionUID = 1;

        UnavailableException(StartupFailureException failure) {
            super(failure.getMessage() + ' ' + failure.action(), failure);
        }
    }

    /**
     * Opens the database that the application would use.
     *
     * @param settings Spring Boot's command line, for example {@code --spring.datasource.url=…}
     * @throws UnavailableException if there is none
     */
    public static CommandDatabase open(String... settings) throws UnavailableException {
        return open(CommandSettings.read(settings));
    }

    static CommandDatabase open(Environment environment) throws UnavailableException {
        CommandSettings settings = null;
        try {
            settings = CommandSettings.open(environment);
            check(settings);
            return new CommandDatabase(settings);
        } catch (StartupFailureException unusable) {
            if (settings != null) {
                settings.close();
            }
            throw new UnavailableException(unusable);
        }
    }

    /**
     * Refuses what would look like an answer: row-level security hides rows from another role than the owner, and another
     * release may have other tables.
     */
    private static void check(CommandSettings settings) {
        DatabaseLogin owner = settings.logins().owner();
        try (Connection connection = owner.connect()) {
            DatabaseStart.checkOwner(connection, owner);
        } catch (SQLException failure) {
            throw owner.explain(failure);
        }
        // These commands call no functions, so only the tables have to be those of this release.
        new SchemaRelease(
                        settings.flyway()
                                .placeholderReplacement(false)
                                .ignoreMigrationPatterns("repeatable:*")
                                .load(),
                        owner)
                .check();
    }

    /** The application's settings. */
    public Environment settings() {
        return settings.environment();
    }

    /** A connection as the schema's owner for each use. There is no entity manager: commands run without the application. */
    public DataSource dataSource() {
        return dataSource;
    }

    /** Stops the embedded server if it was started for this command. */
    @Override
    public void close() {
        settings.close();
    }
}
