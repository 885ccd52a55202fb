package io.compliancecenter.organization;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A user's place in an Organization. The application only reads it. */
@Entity
@Immutable
@Table(name = "member")
public class Membership {

    @EmbeddedId
    private MembershipId id;

    @Enumerated(EnumType.STRING)
    private Role role;

    @Enumerated(EnumType.STRING)
    private MembershipSource source;

    /** The provider that names it; null if it comes from elsewhere. */
    private @Nullable String issuer;

    /** Null for those that are older than this column. */
    private @Nullable Instant joinedAt;

    private @Nullable Instant retiredAt;

    /** Identifies a membership by who is a member of what. */
    @Embeddable
    public record MembershipId(
            @AttributeOverride(name = "value", column = @Column(name = "organization_id"))
            OrganizationId organization,

            @AttributeOverride(name = "value", column = @Column(name = "user_id"))
            UserId user)
            implements Serializable {}

    /** For Hibernate. */
    @NullUnmarked
    protected Membership() {}
}
