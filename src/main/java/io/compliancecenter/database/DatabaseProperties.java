package io.compliancecenter.database;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the database, embedded or external.
 *
 * @param startTimeout How long the application waits at start for a database that cannot be reached yet. 0 does not wait.
 * @param publisher The role that publishes, with an external database.
 * @param worker The role that sends mail, signs the record, and deletes personal data past its retention period, with an external
 *     database.
 */
@Validated
@ConfigurationProperties("compliance-center.database")
record DatabaseProperties(
        @DefaultValue("30s") @DurationMin Duration startTimeout,
        @DefaultValue RoleProperties publisher,
        @DefaultValue RoleProperties worker) {

    /**
     * A database role. Empty texts count as not set, as in a container's environment. What is said of each role, and the default of
     * its name, is in additional-spring-configuration-metadata.json.
     *
     * @param username Name of the role, by default as in deploy/postgres/roles.sql. Migrations grant rights to it, so all instances and
     *     commands need the same.
     * @param password Password of the role.
     */
    record RoleProperties(
            @Nullable String username, @Nullable String password) {}
}
