package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.checkpoint.CheckpointBody;
import io.compliancecenter.evidence.checkpoint.PublicKeys;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities.Timestamp;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that checkpoints are signed, follow each other, and have valid timestamps, in a bundle as in the database. */
final class CheckpointChain {

    /** How far the clocks of the vendor and of an authority may be apart. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    private final Set<String> trustedKeys;
    private final TrustedAuthorities authorities;
    private final VerificationReport report;
    private @Nullable CheckpointBody last;

    /**
     * @param trustedKeys the SHA-256 of each key that is accepted, in lower-case hexadecimal; if it is empty, any key is
     * @param authorities whose timestamps are accepted; if none are given, anybody's are
     */
    CheckpointChain(Set<String> trustedKeys, TrustedAuthorities authorities, VerificationReport report) {
        this.trustedKeys = trustedKeys;
        this.authorities = authorities;
        this.report = report;
    }

    /**
     * Takes the next checkpoint, by number.
     *
     * @param key the public key in PEM
     * @param token the timestamp, if there is one
     * @return what the timestamp says; empty if there is no valid one
     */
    Optional<Timestamp> add(CheckpointBody checkpoint, String key, byte[] signature, Optional<byte[]> token) {
        CheckpointBody before = last;
        last = checkpoint;
        if (checkpoint.number() == 1 && !checkpoint.previous().equals(CheckpointBody.NONE)) {
            problem(checkpoint, "is the first one, but names one before it");
        }
        if (before != null) {
            if (checkpoint.number() == before.number() + 1
                    && !checkpoint.previous().equals(before.sha256())) {
                problem(checkpoint, "does not follow checkpoint " + before.number());
            }
            if (checkpoint.time().isBefore(before.time())) {
                problem(checkpoint, "is older than the one before it");
            }
        }
        if (!PublicKeys.verifies(key, checkpoint, signature)) {
            problem(checkpoint, "its signature was not made with its key");
        }
        if (trustedKeys.isEmpty()) {
            report.takeOnTrust("signing key");
        } else if (!trustedKeys.contains(checkpoint.keySha256())) {
            problem(checkpoint, "was signed with another key than the vendor's, " + checkpoint.keySha256());
        }
        return token.flatMap(stamp -> timestamp(checkpoint, signature, stamp));
    }

    private Optional<Timestamp> timestamp(CheckpointBody checkpoint, byte[] signature, byte[] token) {
        try {
            Timestamp timestamp = authorities.check(token, signature);
            if (timestamp.time().isBefore(checkpoint.time().minus(CLOCK_TOLERANCE))) {
                problem(checkpoint, "its timestamp is of " + timestamp.time() + ", before it was signed");
            }
            if (!authorities.areGiven()) {
                report.takeOnTrust("timestamp authority");
            }
            return Optional.of(timestamp);
        } catch (IllegalArgumentException invalid) {
            problem(checkpoint, "its timestamp " + invalid.getMessage());
            return Optional.empty();
        }
    }

    private void problem(CheckpointBody checkpoint, String what) {
        report.problem("checkpoint %d: %s", checkpoint.number(), what);
    }
}
