package io.compliancecenter.evidence;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** One entry of an Organization's chain. Triggers of the database write entries; the application only reads them. */
@Entity
@Immutable
public class EvidenceEntry {

    @EmbeddedId
    private Id id;

    private Instant recordedAt;

    @Enumerated(EnumType.STRING)
    private EntryKind kind;

    /** The exact bytes that were hashed: JSON in UTF-8. */
    private byte[] payload;

    private byte[] previousHash;
    private byte[] hash;

    // The columns that entries are searched by. They repeat what the payload says.
    private @Nullable UUID userId;
    private @Nullable UUID certificateId;
    private @Nullable UUID subjectId;

    /** The place of an entry: which chain, and where in it, counted from 1. */
    @Embeddable
    public record Id(UUID chainId, long sequence) implements Serializable {}

    /** For Hibernate. */
    @NullUnmarked
    protected EvidenceEntry() {}

    /** Counts from 1 in each chain. */
    public long sequence() {
        return id.sequence();
    }

    public Instant recordedAt() {
        return recordedAt;
    }

    public EntryKind kind() {
        return kind;
    }

    /** What happened. */
    public Payload payload() {
        return Payload.parse(payload);
    }

    /** The payload, byte for byte as it was hashed. */
    public byte[] payloadBytes() {
        return payload.clone();
    }

    /** The entry's stored hash, in lower-case hexadecimal. */
    public String hash() {
        return HexFormat.of().formatHex(hash);
    }

    /** What the hash is computed from. */
    public EntryHeader header() {
        return EntryHeader.of(id.chainId(), id.sequence(), recordedAt, kind.code(), previousHash, payload);
    }
}
