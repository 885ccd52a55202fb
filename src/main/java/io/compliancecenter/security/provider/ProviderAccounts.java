package io.compliancecenter.security.provider;

import io.compliancecenter.security.provider.UserIdentity.IdentityId;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Accounts of people whom providers vouch for. The database decides who is who, and writes the entries of the record. */
public interface ProviderAccounts extends Repository<UserIdentity, IdentityId> {

    /**
     * Finds or makes the user with an identity, and sets the memberships that come from its provider, as far as the database
     * knows the provider and what it may do. It is one statement, which commits by itself.
     *
     * @param emailVerified whether the provider says that the address is the person's
     * @param memberships as JSON; null if they are not known, and then none changes
     * @param deskRoles names of roles at the vendor's desk; null if they are not known, and then none changes
     */
    @Query(nativeQuery = true, value = """
            select user_id, credential_version, reason
              from sign_in_by_provider(:issuer, :subject, :email, :name, :emailVerified, cast(:memberships as jsonb),
                                       cast(:deskRoles as text[]))
            """)
    Account signIn(
            String issuer,
            String subject,
            String email,
            String name,
            boolean emailVerified,
            @Nullable String memberships,
            String @Nullable [] deskRoles);

    /**
     * The same, and accepts an invitation by it. The identity gets the account with the invited address, if that is new or its user is
     * signed in.
     *
     * @param signedIn the user who is signed in, and the version of their password; null without one
     * @param language of the mail about it
     * @throws io.compliancecenter.database.RefusedByDatabaseException if it cannot be accepted, or not by this identity
     */
    @Query(nativeQuery = true, value = """
            select user_id, credential_version_now as credential_version, cast(null as text) as reason
              from accept_invitation_by_provider(:tokenHash, :issuer, :subject, :email, :name, :emailVerified,
                                                 cast(:memberships as jsonb), :signedIn, :credentialVersion, :language)
            """)
    Account acceptInvitation(
            byte[] tokenHash,
            String issuer,
            String subject,
            String email,
            String name,
            boolean emailVerified,
            @Nullable String memberships,
            @Nullable UUID signedIn,
            @Nullable Integer credentialVersion,
            String language);

    /** The invited address, and whether there is an account with it; empty unless an open invitation has a link with that token. */
    @Query(nativeQuery = true, value = """
            select email, has_account from find_invitation(:tokenHash) where state = 'OPEN'
            """)
    Optional<InvitedAddress> findInvitedAddress(byte[] tokenHash);

    /** What the providers may do, as a list in JSON. */
    @Query(nativeQuery = true, value = "select cast(known_providers() as text)")
    String knownProviders();

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

    /** @param hasAccount whether there is an account with it, which has to be used */
    record InvitedAddress(String email, boolean hasAccount) {}
}
