package io.compliancecenter.embeddedpostgres;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for the embedded PostgreSQL.
 *
 * @param directory Directory of the embedded PostgreSQL: its data, passwords and programs. A relative path starts at the working
 *     directory.
 * @param port TCP port on 127.0.0.1. 0 takes a free port at each start.
 * @param startTimeout How long the embedded PostgreSQL may take to start, including recovery after a crash.
 */
@Validated
@ConfigurationProperties("compliance-center.embedded-database")
public record EmbeddedPostgresProperties(
        @DefaultValue("data/postgresql") Path directory,
        @DefaultValue("0") @Min(0) @Max(65535) int port,
        @DefaultValue("2m") @DurationMin(seconds = 10) Duration startTimeout) {}
