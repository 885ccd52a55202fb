package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.ErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.jspecify.annotations.Nullable;

/** Which release of Compliance Center created or upgraded the schema, by Flyway's history of it. */
record SchemaRelease(Flyway flyway, DatabaseLogin owner) {

    /**
     * Migrates the schema. Flyway compares its history with this release before it writes anything.
     *
     * @throws StartupFailureException if this release cannot upgrade the schema
     */
    void migrate() {
        try {
            flyway.migrate();
        } catch (FlywayValidateException otherMigrations) {
            throw otherRelease(otherMigrations);
        } catch (FlywayException failure) {
            if (failure.getErrorCode() != CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
                throw failure;
            }
            throw unusable(
                    "The schema compliance_center in the database %s is not empty, but has no table flyway_schema_history,"
                            + " which tells which release created it.",
                    "Name another database in %s; or, if this one was restored from a backup, restore all of it."
                            .formatted(owner.urlProperty()),
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
            throw unusable(
                    "There is nothing of Compliance Center in the database %s.",
                    "Correct %s, or start the application, which creates the schema.".formatted(owner.urlProperty()),
                    null);
        }
        if (!flyway.validateWithResult().validationSuccessful) {
            throw otherRelease(null);
        }
    }

    private StartupFailureException otherRelease(@Nullable FlywayException cause) {
        Set<ErrorCode> differences = flyway.validateWithResult().invalidMigrations.stream()
                .map(migration -> migration.errorDetails.errorCode)
                .collect(Collectors.toSet());
        if (differences.contains(CoreErrorCode.CHECKSUM_MISMATCH)
                || differences.contains(CoreErrorCode.DESCRIPTION_MISMATCH)) {
            return unusable(
                    "The database %s was created by a build of Compliance Center that was never released, and cannot be"
                            + " upgraded.",
                    "Start with a new database: name another directory in compliance-center.embedded-database.directory, or"
                            + " another database in %s.".formatted(owner.urlProperty()),
                    cause);
        }
        if (differences.equals(Set.of(CoreErrorCode.RESOLVED_VERSIONED_MIGRATION_NOT_APPLIED))) {
            return unusable(
                    "The database %s was created by an earlier release of Compliance Center.",
                    "Use that release, or start the application of this one, which upgrades the database.", cause);
        }
        return unusable(
                "The database %s was upgraded by a later release of Compliance Center.",
                "Use that release or a later one.", cause);
    }

    private StartupFailureException unusable(String sentence, String action, @Nullable FlywayException cause) {
        return new StartupFailureException(
                sentence.formatted(owner.place()), action + " Nothing was written to this database.", cause);
    }
}
