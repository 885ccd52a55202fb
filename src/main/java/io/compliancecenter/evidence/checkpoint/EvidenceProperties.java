package io.compliancecenter.evidence.checkpoint;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for signing the record. Empty texts count as not set, as in a container's environment.
 *
 * @param signing Whether this instance signs the record. Turn it off on an instance that leaves signing to another one.
 * @param signingKey Path of the Ed25519 private key that signs checkpoints, as PKCS #8 in PEM with mode 0600. If it is not set, a
 *     key is generated in the evidence directory.
 * @param directory Directory for checkpoints and keys outside the database. It must be durable, and belong to one database only.
 *     With the embedded database it defaults to evidence beside the directory postgresql, or to NAME-evidence beside a directory
 *     with another NAME. With an external database nothing is signed until it is set, and each start logs a warning.
 * @param checkpointEvery Interval between checkpoints while there is anything new to sign. A checkpoint is also signed at start
 *     and at shutdown.
 * @param timestampAuthority URL of an RFC 3161 timestamp authority for the checkpoints. Requests never wait for it.
 * @param timestampAuthorityCertificate Path of one or more X.509 certificates in PEM: the timestamp authority's own, or those
 *     of an authority above it. Timestamps by others are refused, and the command verify --database checks them. If it is not
 *     set, timestamps by any authority are accepted, and verify says so.
 */
@Validated
@ConfigurationProperties(EvidenceProperties.PREFIX)
record EvidenceProperties(
        @Nullable Boolean signing,
        @Nullable String signingKey,
        @Nullable String directory,

        @DefaultValue("1m") @NotNull @DurationMin(seconds = 1)
        Duration checkpointEvery,

        @Pattern(regexp = "\\s*(https?://[^/\\s]\\S*\\s*)?", message = "must be an http or https URL") @Nullable
        String timestampAuthority,

        @Nullable String timestampAuthorityCertificate) {

    static final String PREFIX = "compliance-center.evidence";

    /** For commands, which have settings and no beans. */
    static EvidenceProperties of(Environment settings) {
        return Binder.get(settings).bindOrCreate(PREFIX, EvidenceProperties.class);
    }
}
