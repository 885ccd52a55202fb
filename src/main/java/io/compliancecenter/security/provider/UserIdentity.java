package io.compliancecenter.security.provider;

import io.compliancecenter.organization.UserId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;

/** Ties a person at a provider to a user. Only database functions write it: see {@link ProviderAccounts}. */
@Entity
@Immutable
@Table(name = "user_identity")
public class UserIdentity {

    @EmbeddedId
    private IdentityId id;

    @AttributeOverride(name = "value", column = @Column(name = "user_id"))
    private UserId user;

    private Instant linkedAt;

    /** Identifies a person at a provider: OpenID Connect Core 1.0, section 5.7. */
    @Embeddable
    public record IdentityId(String issuer, String subject) implements Serializable {}

    /** For Hibernate. */
    @NullUnmarked
    protected UserIdentity() {}
}
