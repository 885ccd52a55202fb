package io.compliancecenter.organization.members;

/** What became of an attempt to invite somebody. */
enum InvitationOutcome {
    /** The invitation will be mailed. */
    SENT,
    ALREADY_MEMBER,
    ALREADY_INVITED,
    /** The Organization has as many open invitations as it may have. */
    TOO_MANY_OPEN,
    /** The Organization has sent as many invitations today as it may, or as many to this address. */
    TOO_MANY_MAILS
}
