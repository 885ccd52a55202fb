package io.compliancecenter.evidence.checkpoint;

import jakarta.persistence.Column;
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

/** The last entry of a chain when a checkpoint was signed; only for chains that have grown since the checkpoint before. */
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
    record Id(UUID chainId, @Column(name = "checkpoint") long number) implements Serializable {}

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
