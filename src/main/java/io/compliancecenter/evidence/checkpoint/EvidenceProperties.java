package io.compliancecenter.evidence.checkpoint;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the record is signed. Texts that are empty count as not set, as in a container's environment.
 *
 * @param signing whether this instance signs the record; null if it does
 * @param signingKey path of the Ed25519 private key, PKCS #8 in PEM; null makes one in the directory
 * @param directory where checkpoints are written outside of the database; null is beside the embedded database
 * @param checkpointEvery how long it takes from one checkpoint to the next, if there is anything new to sign
 * @param timestampAuthority URL of an RFC 3161 time stamping authority; null asks none
 * @param timestampAuthorityCertificate path of the certificates, in PEM, that the authority's has to be or to chain to; null
 *     takes time stamps of any authority
 */
@Validated
@ConfigurationProperties("compliance-center.evidence")
record EvidenceProperties(
        @Nullable Boolean signing,
        @Nullable String signingKey,
        @Nullable String directory,

        @DefaultValue("1m") @NotNull @DurationMin(seconds = 1)
        Duration checkpointEvery,

        @Nullable String timestampAuthority,
        @Nullable String timestampAuthorityCertificate) {}
