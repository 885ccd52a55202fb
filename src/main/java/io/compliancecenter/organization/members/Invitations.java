package io.compliancecenter.organization.members;

import io.compliancecenter.organization.OrganizationId;
import io.compliancecenter.organization.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/**
 * Invitations of new members. The functions of the database check that the user of the transaction is an admin of its
 * Organization, or that the caller has the link of an invitation.
 */
interface Invitations extends Repository<Invitation, UUID> {

    /** Those that were neither accepted nor withdrawn, the latest first. The desk may have imported thousands. */
    @Query("""
            select i.id, i.email, i.role, case when i.source = 'ADMIN' then inviter.name end, i.createdAt, i.expiresAt,
                   case when i.expiresAt <= instant then true else false end,
                   cast(function('invitation_counts', i.id) as Boolean), cast(function('mail_state', i.id) as String)
              from Invitation i left join User inviter on inviter.id = i.invitedBy
             where i.organization = :organization and i.acceptedAt is null and i.withdrawnAt is null
             order by i.createdAt desc, i.id
            """)
    List<OpenInvitation> findOpen(OrganizationId organization, Limit limit);

    @Query(
            "select count(*) from Invitation i where i.organization = :organization and i.acceptedAt is null and i.withdrawnAt is null")
    int countOpen(OrganizationId organization);

    /** @return name of an {@link InvitationOutcome} */
    @NativeQuery("select invite_member(:email, :role, :language)")
    String invite(String email, String role, String language);

    /** @return name of an {@link InvitationOutcome} */
    @NativeQuery("select resend_invitation(:invitation, :language)")
    String resend(UUID invitation, String language);

    @NativeQuery("select 1 from withdraw_invitation(:invitation)")
    int withdraw(UUID invitation);

    @NativeQuery("""
            select organization, slug, email, role, inviter_name, inviter_email, inviter_email_verified, has_account, state
              from find_invitation(:tokenHash)
            """)
    Optional<FoundInvitation> find(byte[] tokenHash);

    /** @return the Organization's slug */
    @NativeQuery("select accept_invitation(:tokenHash)")
    String accept(byte[] tokenHash);

    @NativeQuery("""
            select user_id, credential_version, slug
              from accept_invitation_with_new_account(:tokenHash, :name, :passwordHash)
            """)
    AcceptedInvitation acceptWithNewAccount(byte[] tokenHash, String name, String passwordHash);

    /**
     * An invitation that waits for an answer.
     *
     * @param inviter the admin who sent it; null if the vendor's desk imported it
     * @param counts whether who sent it may still invite; otherwise it cannot be accepted
     * @param delivery state of the last mail, as the database's function {@code mail_state} names it
     */
    record OpenInvitation(
            UUID id,
            String email,
            Role role,
            @Nullable String inviter,
            Instant createdAt,
            Instant expiresAt,
            boolean expired,
            boolean counts,
            @Nullable String delivery) {}

    /** As the database's function {@code find_invitation} returns it. */
    record FoundInvitation(
            String organization,
            String slug,
            String email,
            String role,
            String inviterName,
            String inviterEmail,
            boolean inviterEmailVerified,
            boolean hasAccount,
            String state) {}

    /** The new user. */
    record AcceptedInvitation(UUID userId, int credentialVersion, String slug) {}
}
