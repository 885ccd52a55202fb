package io.compliancecenter.organization;

import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

/** A user's place in an Organization. The application only reads it. */
@Entity
@Immutable
@Table(name = "member")
class Membership {

    @EmbeddedId
    private MembershipId id;

    @Enumerated(EnumType.STRING)
    private Role role;

    private @Nullable Instant retiredAt;

    /** For Hibernate. */
    @NullUnmarked
    protected Membership() {}
}
