package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.timestamp.Timestamp;
import io.compliancecenter.evidence.timestamp.Timestamps;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as it was signed, and what it says of one chain.
 *
 * @param body what was signed
 * @param signature Ed25519, 64 bytes
 * @param publicKey the signer's SubjectPublicKeyInfo in DER
 * @param timestampToken an RFC 3161 time stamp on the signature; null while there is none
 * @param headSequence the last entry of the chain when it was signed
 */
public record Checkpoint(
        CheckpointBody body, byte[] signature, byte[] publicKey, byte @Nullable [] timestampToken, long headSequence) {

    /**
     * What the time stamp says; empty if there is none.
     *
     * @throws IllegalArgumentException if what is stored as a time stamp is not a valid one
     */
    public Optional<Timestamp> timestamp() {
        return Optional.ofNullable(timestampToken)
                .map(token -> Timestamps.check(token, signature, TrustedAuthorities.NONE));
    }

    /** The signer's public key as a PEM file has it. */
    public String publicKeyPem() {
        return PublicKeys.pem(publicKey);
    }
}
