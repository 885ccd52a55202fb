package io.compliancecenter.desk.draft;

import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
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

    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private UserId createdBy;

    private Instant createdAt;

    @AttributeOverride(name = "value", column = @Column(name = "submitted_by"))
    private @Nullable UserId submittedBy;

    private @Nullable Instant submittedAt;
    private byte @Nullable [] sha256;

    @AttributeOverride(name = "value", column = @Column(name = "approved_by"))
    private @Nullable UserId approvedBy;

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

    UserId createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    @Nullable
    UserId submittedBy() {
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
    UserId approvedBy() {
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

    /** Whether nothing can happen to it any more. */
    boolean isClosed() {
        return state.isClosed();
    }

    /** Whether it can be changed. */
    boolean isOpen() {
        return state == DraftState.OPEN;
    }

    /** Whether somebody may change it. */
    boolean isEditableBy(DeskPerson reader) {
        return isOpen() && reader.isEditor();
    }

    /** Whether somebody may open it for changes again. */
    boolean isReturnableBy(DeskPerson reader) {
        return (state == DraftState.IN_REVIEW || state == DraftState.APPROVED)
                && (reader.isEditor() || reader.isApprover());
    }

    /** Whether somebody may approve a draft. */
    enum Approval {
        /** It is not in review, or they approve nothing. */
        NONE,
        /** They may approve it. */
        POSSIBLE,
        /** They may, although they have changed it: the second person is switched off. */
        ALONE,
        /** They could, had they not changed it. */
        OWN
    }

    /**
     * Whether somebody may approve it. {@code approve_draft} decides the same.
     *
     * @param author whether they have changed it, with any account of theirs
     * @param secondPerson whether somebody else than an author has to approve it
     */
    Approval approvalBy(DeskPerson reader, boolean author, boolean secondPerson) {
        if (state != DraftState.IN_REVIEW || !reader.isApprover()) {
            return Approval.NONE;
        }
        if (!author) {
            return Approval.POSSIBLE;
        }
        return secondPerson ? Approval.OWN : Approval.ALONE;
    }
}
