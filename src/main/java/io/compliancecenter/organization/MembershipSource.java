package io.compliancecenter.organization;

/** Where a membership comes from, and where it is changed. */
public enum MembershipSource {
    /** The vendor's published files. */
    FILES,
    /** An identity provider, at each sign-in. */
    PROVIDER,
    /** An invitation by an admin of the Organization. */
    INVITATION,
    /** A file that the vendor's desk imported, since the person accepted the invitation. */
    IMPORT
}
