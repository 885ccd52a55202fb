package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import java.util.List;
import java.util.Objects;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.output.MigrateResult;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;

/** Migrates a database as its owner, for the command {@code migrate}. */
public final class DatabaseMigration {

    private DatabaseMigration() {}

    /**
     * What was done.
     *
     * @param place the server and the database, for people
     * @param before the version of the schema; null if there was none
     * @param migrations what was run, in order: versions with a number, functions without one
     */
    public record Outcome(String place, @Nullable String before, String after, List<Migration> migrations) {}

    /** @param version null for functions, which are replaced whenever they differ */
    public record Migration(@Nullable String version, String description) {}

    /**
     * Creates or upgrades the schema.
     *
     * @param afterwards called with the owner's connection, whether anything was migrated or not
     * @throws StartupFailureException if that is not possible; nothing was written then
     */
    public static Outcome run(CommandSettings settings, Callback... afterwards) {
        DatabaseProperties properties =
                Binder.get(settings.environment()).bindOrCreate("compliance-center.database", DatabaseProperties.class);
        DatabaseLogins logins = settings.logins();
        MigrateResult result = new DatabaseStart(logins, false, properties.startTimeout(), DatabaseStart.OLDEST_VERSION)
                .migrateAsOwner(settings.flyway().callbacks(afterwards).load());
        String before = emptyToNull(result.initialSchemaVersion);
        String after = Objects.requireNonNullElse(emptyToNull(result.targetSchemaVersion), String.valueOf(before));
        return new Outcome(
                logins.owner().place(),
                before,
                after,
                result.migrations.stream()
                        .map(migration -> new Migration(emptyToNull(migration.version), migration.description))
                        .toList());
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
