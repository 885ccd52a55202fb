package io.compliancecenter.security.passkey;

import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.HexFormat;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A passkey of a user. Only database functions write it, and only they read what signing in needs: its key, its counter and its
 * transports. See {@link Passkeys}.
 */
@Entity
@Immutable
class Passkey {

    @Id
    private byte[] credentialId;

    @AttributeOverride(name = "value", column = @Column(name = "user_id"))
    private UserId user;

    private String label;
    private Instant createdAt;
    private @Nullable Instant lastUsedAt;

    /** For Hibernate. */
    @NullUnmarked
    protected Passkey() {}

    /** As the authenticator chose it. */
    byte[] credentialId() {
        return credentialId;
    }

    /** The credential's id in hexadecimal, as forms send it. */
    String id() {
        return HexFormat.of().formatHex(credentialId);
    }

    String label() {
        return label;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Null if it was never used. */
    @Nullable
    Instant lastUsedAt() {
        return lastUsedAt;
    }
}
