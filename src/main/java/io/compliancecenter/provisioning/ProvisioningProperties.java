package io.compliancecenter.provisioning;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of publishing.
 *
 * @param location the folder to publish: a directory, or a folder on the classpath as in {@code classpath:demo/}; if it is
 *     null or empty, the demo with the embedded database, and nothing with an external one
 * @param pdfCheckTimeout for how long one PDF may be checked, one second to ten minutes
 * @param republish allows an earlier edition of the folder to be published again, once: the value that the log gives; null or
 *     empty for nothing
 */
@Validated
@ConfigurationProperties("compliance-center.provisioning")
record ProvisioningProperties(
        @Nullable String location,

        @DefaultValue("30s") @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration pdfCheckTimeout,

        @Nullable String republish) {}
