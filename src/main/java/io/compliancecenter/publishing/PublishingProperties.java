package io.compliancecenter.publishing;

import io.compliancecenter.publishing.pdfcheck.PdfChecks;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for publishing. Empty texts count as not set, as in a container's environment.
 *
 * @param location Folder to publish: a directory, or a folder on the classpath such as classpath:demo/. If it is not set, the
 *     demo is published to the embedded database, and nothing to an external one.
 * @param atStart Whether each start publishes the folder. It defaults to true with the embedded database, and to false with an
 *     external one, where the command publish does it.
 * @param pdfCheckTimeout How long the check of one new PDF may take, from one second to ten minutes.
 * @param republish Allows an earlier edition of the folder to be published again, once. The value to set is in the warning that
 *     the log gives.
 */
@Validated
@ConfigurationProperties("compliance-center.publishing")
record PublishingProperties(
        @Nullable String location,
        @Nullable Boolean atStart,

        @DefaultValue(PdfChecks.DEFAULT_TIMEOUT) @NotNull @DurationMin(seconds = 1) @DurationMax(minutes = 10)
        Duration pdfCheckTimeout,

        @Nullable String republish) {}
