package io.compliancecenter.cli;

import io.compliancecenter.database.CommandSettings;
import io.compliancecenter.database.DatabaseMigration;
import io.compliancecenter.security.provider.ProviderRules;
import io.compliancecenter.support.StartupFailureException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.flywaydb.core.api.FlywayException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.dao.DataAccessException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Unmatched;

/** Creates or upgrades the schema. It needs the owner's password, as do {@code verify --database} and {@code trace}. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        customSynopsis = "${COMMAND-FULL-NAME} [--setting=value ...]",
        description = {
            "Creates or upgrades the database's schema as its owner (spring.flyway.user and spring.flyway.password), and"
                    + " writes which identity providers are configured.",
            "Exits with 0 if the database is ready for this release, and with 1 if not."
        })
final class MigrateCommand implements Callable<Integer> {

    private final PrintStream out;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    MigrateCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        try (CommandSettings database = CommandSettings.open(CommandSettings.read(settings.toArray(String[]::new)))) {
            ProviderRules providers = ProviderRules.of(database.environment());
            print(DatabaseMigration.run(database, providers), providers);
            return ExitCode.OK;
        } catch (StartupFailureException unusable) {
            return cannotMigrate(unusable.getMessage() + ' ' + unusable.action());
        } catch (InvalidConfigurationPropertyValueException wrong) {
            return cannotMigrate("%s: %s".formatted(wrong.getName(), wrong.getReason()));
        } catch (BindException | FlywayException | DataAccessException failure) {
            return cannotMigrate(String.valueOf(failure.getMessage()).strip());
        }
    }

    private void print(DatabaseMigration.Outcome outcome, ProviderRules providers) {
        if (outcome.migrations().isEmpty()) {
            out.printf(
                    "The database %s is up to date, with version %s of the schema.%n",
                    outcome.place(), outcome.after());
        } else if (outcome.before() == null) {
            out.printf("Created version %s of the schema in the database %s.%n", outcome.after(), outcome.place());
        } else {
            out.printf(
                    "Upgraded the schema in the database %s from version %s to %s.%n",
                    outcome.place(), outcome.before(), outcome.after());
        }
        outcome.migrations()
                .forEach(migration -> out.printf(
                        "  %s %s%n",
                        migration.version() == null ? "functions" : "version " + migration.version(),
                        migration.description()));
        out.printf(
                "Identity providers that may sign people in: %s.%n",
                providers.ids().isEmpty() ? "none" : String.join(", ", providers.ids()));
    }

    private int cannotMigrate(String why) {
        out.println("Cannot migrate: " + why);
        return ExitCode.SOFTWARE;
    }
}
