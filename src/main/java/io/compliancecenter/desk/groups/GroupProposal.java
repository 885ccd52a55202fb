package io.compliancecenter.desk.groups;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** That an Organization is to have a place in an access group. Only database functions write it: see {@link Groups}. */
@Entity
@Immutable
@Table(name = "access_group_proposal")
class GroupProposal {

    @Id
    private UUID id;

    private String groupCode;

    /** What the group was called when it was proposed. */
    private String groupName;

    @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
    private OrganizationId organization;

    /** What the Organization was called when it was proposed. */
    private String organizationName;

    private @Nullable Instant validFrom;
    private @Nullable Instant validUntil;

    @AttributeOverride(name = "value", column = @Column(name = "proposed_by"))
    private UserId proposedBy;

    private Instant proposedAt;

    @Enumerated(EnumType.STRING)
    private State state;

    /** Null while it is open. */
    @AttributeOverride(name = "value", column = @Column(name = "decided_by"))
    private @Nullable UserId decidedBy;

    private @Nullable Instant decidedAt;

    /** Whether its author approved it, which a vendor with one person may allow. */
    private boolean approvedAlone;

    /** Whether it was answered, and how. */
    enum State {
        OPEN,
        APPROVED,
        DECLINED
    }

    /** For Hibernate. */
    @NullUnmarked
    protected GroupProposal() {}
}
