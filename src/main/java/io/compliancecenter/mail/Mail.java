package io.compliancecenter.mail;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * A mail that waits to be sent, or was sent. Only database functions write it, and only they read what it says and to whom: see
 * {@link Mails}.
 */
@Entity
@Immutable
class Mail {

    @Id
    private UUID id;

    /** The code of a {@link MailKind}. */
    private String kind;

    /** What it is about: an invitation, or a user. */
    private UUID subjectId;

    /** The Organization whose admins may see whether it was delivered; null if none. */
    private @Nullable UUID organizationId;

    private Instant queuedAt;
    private int attempts;

    /** Null if it was sent, given up or withdrawn. */
    private @Nullable Instant nextAttemptAt;

    private @Nullable Instant sentAt;
    private @Nullable Instant failedAt;
    private @Nullable String lastError;

    /** For Hibernate. */
    @NullUnmarked
    protected Mail() {}
}
