package io.compliancecenter.organization.members;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** An invitation by e-mail to become a member. Only database functions write it: see {@link Invitations}. */
@Entity
@Immutable
class Invitation {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
    private OrganizationId organization;

    /** In lower case. */
    private String email;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "invited_by"))
    private UserId invitedBy;

    /** {@code ADMIN} or {@code IMPORT}. */
    private String source;

    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant withdrawnAt;

    /** For Hibernate. */
    @NullUnmarked
    protected Invitation() {}
}
