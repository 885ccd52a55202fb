package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.PrimaryKeyJoinColumn;
import jakarta.persistence.SecondaryTable;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A signed statement over all chains. The worker's role writes checkpoints through {@link Checkpoints}; this entity is only read. */
@Entity
@Immutable
@SecondaryTable(name = "checkpoint_timestamp", pkJoinColumns = @PrimaryKeyJoinColumn(name = "checkpoint"))
public class Checkpoint {

    @Id
    private long number;

    private String body;
    private byte[] signature;
    private byte[] publicKey;

    @Column(table = "checkpoint_timestamp", name = "token")
    private byte @Nullable [] timestampToken;

    /** For Hibernate. */
    @NullUnmarked
    protected Checkpoint() {}

    /** Counts from 1. */
    long number() {
        return number;
    }

    /** Its lines in the file outside the database: the checkpoint, and its timestamp if there is one. */
    List<CheckpointLine> lines() {
        return CheckpointLine.of(number, body, signature, publicKey, timestampToken);
    }

    /** What was signed. */
    public CheckpointBody body() {
        return CheckpointBody.parse(body);
    }

    /** The Ed25519 signature: 64 bytes. */
    public byte[] signature() {
        return signature.clone();
    }

    /** The signer's public key in PEM. */
    public String publicKeyPem() {
        return PublicKeys.pem(publicKey);
    }

    /** The RFC 3161 token on the signature; empty if there is none yet. */
    public Optional<byte[]> timestampToken() {
        return Optional.ofNullable(timestampToken);
    }

    /**
     * What the timestamp says; empty if there is none yet.
     *
     * @throws IllegalArgumentException if the stored token is not a valid timestamp
     */
    public Optional<TrustedAuthorities.Timestamp> timestamp() {
        return timestampToken().map(token -> TrustedAuthorities.NONE.check(token, signature));
    }
}
