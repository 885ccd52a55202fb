package io.compliancecenter.security.provider;

import io.compliancecenter.organization.UserId;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Accounts of people whom providers vouch for. The database decides who is who, and writes the entries of the record. */
interface ProviderAccounts extends Repository<ProviderAccounts.UserIdentity, ProviderAccounts.IdentityId> {

    /**
     * Finds or makes the user with an identity, and sets the memberships that come from its provider. It is one statement,
     * which commits by itself.
     *
     * @param linkByEmail whether an existing account with that address gets the identity
     * @param createUser whether an unknown person gets an account
     * @param scope keys of the Organizations that the provider may name, as a JSON list; null for all
     * @param memberships as JSON; null if they are not known, and then none changes
     */
    @Query(nativeQuery = true, value = """
            select user_id, credential_version, reason
              from sign_in_by_provider(
                   :issuer, :subject, :email, :name, :linkByEmail, :createUser,
                   (select array_agg(key) from jsonb_array_elements_text(cast(:scope as jsonb)) as key),
                   cast(:memberships as jsonb))
            """)
    Account signIn(
            String issuer,
            String subject,
            String email,
            String name,
            boolean linkByEmail,
            boolean createUser,
            @Nullable String scope,
            @Nullable String memberships);

    /**
     * Ends the sessions that a logout token names.
     *
     * @return how many; null if the token was received before
     */
    @Query(nativeQuery = true, value = "select end_provider_sessions(:issuer, :tokenId, :subject, :sid)")
    @Nullable
    Integer endSessions(String issuer, String tokenId, @Nullable String subject, @Nullable String sid);

    /**
     * The account of an identity.
     *
     * @param userId null if the person may not sign in
     * @param reason why not
     */
    record Account(
            @Nullable UUID userId,
            @Nullable Integer credentialVersion,
            @Nullable String reason) {}

    /** Identifies a person at a provider: OpenID Connect Core 1.0, section 5.7. */
    @Embeddable
    record IdentityId(String issuer, String subject) implements Serializable {}

    /** Ties a person at a provider to a user. */
    @Entity
    @Immutable
    @Table(name = "user_identity")
    class UserIdentity {

        @EmbeddedId
        private IdentityId id;

        @jakarta.persistence.AttributeOverride(name = "value", column = @jakarta.persistence.Column(name = "user_id"))
        private UserId user;

        /** For Hibernate. */
        @NullUnmarked
        protected UserIdentity() {}
    }
}
