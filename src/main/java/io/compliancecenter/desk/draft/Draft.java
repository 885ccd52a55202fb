package io.compliancecenter.desk.draft;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * Changes that are published together. The desk only reads it here: functions of the database change it, which check who acts and
 * write the record. See {@link Drafts}.
 */
@Entity
@Immutable
public class Draft {

    @Id
    private UUID id;

    private String title;

    @Enumerated(EnumType.STRING)
    private DraftState state;

    private int revision;
    private UUID createdBy;
    private Instant createdAt;
    private @Nullable UUID submittedBy;
    private @Nullable Instant submittedAt;
    private byte @Nullable [] sha256;
    private @Nullable UUID approvedBy;
    private @Nullable Instant approvedAt;
    private @Nullable Instant publishAt;
    private @Nullable Instant publishedAt;
    private @Nullable String remark;

    @Enumerated(EnumType.STRING)
    private @Nullable ReviewOutcome approvalEnded;

    /** For Hibernate. */
    @NullUnmarked
    protected Draft() {}

    UUID id() {
        return id;
    }

    String title() {
        return title;
    }

    DraftState state() {
        return state;
    }

    /** Rises with every change. */
    int revision() {
        return revision;
    }

    UUID createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    UUID submittedBy() {
        return submittedBy;
    }

    @Nullable
    Instant submittedAt() {
        return submittedAt;
    }

    /** Over all its changes, since it was submitted; null while it is open. */
    byte @Nullable [] sha256() {
        return sha256 == null ? null : sha256.clone();
    }

    @Nullable
    UUID approvedBy() {
        return approvedBy;
    }

    @Nullable
    Instant approvedAt() {
        return approvedAt;
    }

    /** Null if it is published as soon as it is approved. */
    @Nullable
    Instant publishAt() {
        return publishAt;
    }

    @Nullable
    Instant publishedAt() {
        return publishedAt;
    }

    /** Why it was sent back; null if it was not. */
    @Nullable
    String remark() {
        return remark;
    }

    /** Why it was not published although it had been approved; null if that is not so. */
    @Nullable
    ReviewOutcome approvalEnded() {
        return approvalEnded;
    }
}
