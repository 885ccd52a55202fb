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
 * Settings of the download.
 *
 * @param permitLifetime for how long a permit opens its certificate, one second to one day
 * @param concurrentCopies how many copies may be prepared at the same time, 1 to 64; each may take 100 MB of memory
 */
@Validated
@ConfigurationProperties("compliance-center.download")
record DownloadProperties(
        @DefaultValue("15m") @NotNull @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration permitLifetime,

        @DefaultValue("2") @Min(1) @Max(64) int concurrentCopies) {}
