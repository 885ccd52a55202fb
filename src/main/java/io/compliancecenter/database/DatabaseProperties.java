package io.compliancecenter.database;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the database, embedded or external.
 *
 * @param startTimeout How long the application waits at start for a database that cannot be reached yet. 0 does not wait.
 */
@Validated
@ConfigurationProperties("compliance-center.database")
record DatabaseProperties(@DefaultValue("30s") @DurationMin Duration startTimeout) {}
