package io.compliancecenter.organization.members;

/** What became of an attempt to change or remove a member. */
enum MemberChange {
    CHANGED,
    REMOVED,
    /** Nothing was done: there would be no admin any more. */
    LAST_ADMIN
}
