package io.compliancecenter.evidence.checkpoint;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.io.Serializable;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** The last entry that a chain had when a checkpoint was signed. There is none if the chain had not grown since the one before. */
@Entity
@Immutable
public class CheckpointHead {

    @EmbeddedId
    private Id id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "checkpoint", insertable = false, updatable = false)
    private Checkpoint checkpoint;

    private long sequence;
    private byte[] hash;

    @Embeddable
    record Id(
            UUID chainId,
            @jakarta.persistence.Column(name = "checkpoint") long number) implements Serializable {}

    /** For Hibernate. */
    @NullUnmarked
    protected CheckpointHead() {}

    UUID chain() {
        return id.chainId();
    }

    public Checkpoint checkpoint() {
        return checkpoint;
    }

    /** The sequence of that entry. */
    public long sequence() {
        return sequence;
    }

    /** The hash of that entry, in lower-case hexadecimal. */
    String hash() {
        return HexFormat.of().formatHex(hash);
    }
}
