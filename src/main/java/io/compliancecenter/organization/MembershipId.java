package io.compliancecenter.organization;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.io.Serializable;

/** Identifies a membership by who is a member of what. */
@Embeddable
record MembershipId(
        @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
        OrganizationId organization,

        @AttributeOverride(name = "value", column = @Column(name = "user_id"))
        UserId user)
        implements Serializable {}
