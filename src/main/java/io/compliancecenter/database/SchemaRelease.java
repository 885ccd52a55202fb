package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;

/** Which release of Compliance Center created or upgraded the schema, by Flyway's history of it. */
record SchemaRelease(Flyway flyway, DatabaseLogin login) {

    private static final Set<ErrorCode> FUNCTIONS = Set.of(
            CoreErrorCode.RESOLVED_REPEATABLE_MIGRATION_NOT_APPLIED, CoreErrorCode.OUTDATED_REPEATABLE_MIGRATION);

    /**
     * Migrates the schema. Flyway compares its history with this release before it writes anything.
     *
     * @throws StartupFailureException if this release cannot upgrade the schema
     */
    MigrateResult migrate() {
        try {
            return flyway.migrate();
        } catch (FlywayValidateException otherMigrations) {
            throw otherRelease(differences(), otherMigrations);
        } catch (FlywayException failure) {
            if (failure.getErrorCode() != CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw failure;
            }
            throw unusable(
                    "The schema compliance_center in the database %s is not empty, but has no table flyway_schema_history,"
                            + " which tells which release created it.",
                    "Name another database in %s; or, if this one was restored from a backup, restore all of it."
                            .formatted(login.urlProperty()),
                    failure);
        }
    }

    /**
     * Checks that the schema is the one of this release, without writing anything.
     *
     * @throws StartupFailureException if it is not
     */
    void check() {
        if (flyway.info().current() == null) {
            throw empty();
        }
        Set<ErrorCode> differences = differences();
        if (!differences.isEmpty()) {
            throw otherRelease(differences, null);
        }
    }

    /** There is no schema. */
    StartupFailureException empty() {
        return unusable(
                "There is nothing of Compliance Center in the database %s.",
                "Correct %s, or create the schema: %s.".formatted(login.urlProperty(), login.howToMigrate()), null);
    }

    /** The schema is one of before. */
    StartupFailureException earlier(@Nullable FlywayException cause) {
        return unusable(
                "The database %s was created by an earlier release of Compliance Center.",
                "Use that release, or upgrade the database: %s.".formatted(login.howToMigrate()), cause);
    }

    private Set<ErrorCode> differences() {
        return flyway.validateWithResult().invalidMigrations.stream()
                .map(migration -> migration.errorDetails.errorCode)
                .collect(Collectors.toSet());
    }

    private StartupFailureException otherRelease(Set<ErrorCode> differences, @Nullable FlywayException cause) {
        if (differences.contains(CoreErrorCode.CHECKSUM_MISMATCH)
                || differences.contains(CoreErrorCode.DESCRIPTION_MISMATCH)) {
            return unusable(
                    "The database %s was created by a build of Compliance Center that was never released, and cannot be"
                            + " upgraded.",
                    "Start with a new database: name another directory in compliance-center.embedded-database.directory, or"
                            + " another database in %s.".formatted(login.urlProperty()),
                    cause);
        }
        if (FUNCTIONS.containsAll(differences)) {
            return unusable(
                    "The functions in the database %s are those of another build of Compliance Center, or were made for roles"
                            + " of other names.",
                    "Use that build and the names that it was migrated with, or replace the functions: %s."
                            .formatted(login.howToMigrate()),
                    cause);
        }
        if (!differences.contains(CoreErrorCode.APPLIED_VERSIONED_MIGRATION_NOT_RESOLVED)) {
            return earlier(cause);
        }
        return unusable(
                "The database %s was upgraded by a later release of Compliance Center.",
                "Use that release or a later one.", cause);
    }

    private StartupFailureException unusable(String sentence, String action, @Nullable FlywayException cause) {
        return new StartupFailureException(
                sentence.formatted(login.place()), action + " Nothing was written to this database.", cause);
    }
}
