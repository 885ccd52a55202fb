package io.compliancecenter.organization.members;

import io.compliancecenter.organization.Role;

/**
 * What the link of an invitation leads to.
 *
 * @param organization its name
 * @param slug its name in addresses
 * @param email the invited address
 * @param inviterEmailVerified false if it comes from a provider that does not say it is
 * @param hasAccount whether there is an account with that address, which has to be used
 */
public record MailedInvitation(
        String organization,
        String slug,
        String email,
        Role role,
        String inviterName,
        String inviterEmail,
        boolean inviterEmailVerified,
        boolean hasAccount,
        State state) {

    /** Whether it can be accepted. */
    public enum State {
        OPEN,
        ACCEPTED,
        WITHDRAWN,
        EXPIRED,
        /** Who sent it is not an admin any more. */
        INVITER_LEFT
    }
}
