package io.compliancecenter.download;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/**
 * An agreement that an Organization signed on paper. While it is in force, the Organization's admins download without being shown the
 * terms. Only the desk's functions write it, and the application's role asks the database's functions which one is in force.
 */
@Entity
@Immutable
@Table(name = "signed_agreement")
public class SignedAgreement {

    @EmbeddedId
    private SignedAgreementId id;

    @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
    private OrganizationId organization;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Rises with every change. */
    private int revision;

    /** As the paper names it, like the customer's. */
    private String vendorParty;

    private String customerParty;
    private LocalDate signedOn;
    private Instant inForceFrom;

    /** Null if it has no end. */
    private @Nullable Instant inForceUntil;

    @AttributeOverride(name = "value", column = @Column(name = "created_by"))
    private UserId createdBy;

    private Instant createdAt;

    /** Null unless it is in review or approved. */
    @AttributeOverride(name = "value", column = @Column(name = "submitted_by"))
    private @Nullable UserId submittedBy;

    private @Nullable Instant submittedAt;

    /** What the Organization was called when it was submitted. It does not count for one of another name. */
    private @Nullable String organizationName;

    /** Of the paper and the particulars. */
    private byte @Nullable [] sha256;

    /** Null unless it is approved. */
    @AttributeOverride(name = "value", column = @Column(name = "approved_by"))
    private @Nullable UserId approvedBy;

    private @Nullable Instant approvedAt;

    /** Whether one of its authors approved it, which a vendor with one person may allow. */
    private boolean approvedAlone;

    /** Why it was sent back; null if it was not. */
    private @Nullable String remark;

    /** Who ended it before its time; null if nobody did. */
    @AttributeOverride(name = "value", column = @Column(name = "ended_by"))
    private @Nullable UserId endedBy;

    private @Nullable Instant endedAt;
    private @Nullable String endReason;

    /** How far it has come. Whether an approved one is in force, the database decides. */
    public enum State {
        /** It can be changed. */
        OPEN,
        /** It waits for a second person. */
        IN_REVIEW,
        APPROVED,
        DISCARDED
    }

    /** For Hibernate. */
    @NullUnmarked
    protected SignedAgreement() {}
}
