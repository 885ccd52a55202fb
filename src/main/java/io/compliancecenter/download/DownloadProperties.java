package io.compliancecenter.download;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for downloads.
 *
 * @param permitLifetime How long a permit opens its certificate, from one second to one day.
 * @param concurrentCopies How many copies are stamped at the same time, from 1 to 64. Allow 100 MB of memory for each. A request
 *     that waits too long for its turn gets 503.
 */
@Validated
@ConfigurationProperties("compliance-center.download")
public record DownloadProperties(
        @DefaultValue("15m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration permitLifetime,

        @DefaultValue("2") @Min(1) @Max(64) int concurrentCopies) {}
