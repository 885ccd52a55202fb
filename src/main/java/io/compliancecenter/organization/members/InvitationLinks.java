package io.compliancecenter.organization.members;

import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserId;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Accepts invitations by their links. Those that cannot be accepted are refused with a
 * {@link io.compliancecenter.database.RefusedByDatabaseException}.
 */
@Service
@Transactional
public class InvitationLinks {

    private final Invitations invitations;

    InvitationLinks(Invitations invitations) {
        this.invitations = invitations;
    }

    /**
     * A new member with a new account.
     *
     * @param slug of the Organization
     */
    public record NewMember(UserId user, int credentialVersion, String slug) {}

    /** The invitation with that link; empty if there is none. */
    @Transactional(readOnly = true)
    public Optional<MailedInvitation> find(String token) {
        return invitations
                .find(LinkTokens.hash(token))
                .map(found -> new MailedInvitation(
                        found.organization(),
                        found.slug(),
                        found.email(),
                        Role.valueOf(found.role()),
                        found.inviterName(),
                        found.inviterEmail(),
                        found.inviterEmailVerified(),
                        found.hasAccount(),
                        MailedInvitation.State.valueOf(found.state())));
    }

    /**
     * Accepts an invitation as the user who is signed in.
     *
     * @return the Organization's slug
     */
    public String accept(String token) {
        return invitations.accept(LinkTokens.hash(token));
    }

    /** Accepts an invitation with a new account, which has the invited address. */
    public NewMember acceptWithNewAccount(String token, String name, String passwordHash) {
        Invitations.AcceptedInvitation accepted =
                invitations.acceptWithNewAccount(LinkTokens.hash(token), name, passwordHash);
        return new NewMember(new UserId(accepted.userId()), accepted.credentialVersion(), accepted.slug());
    }
}
