package io.compliancecenter.organization;

/** What a member may do in their Organization. */
public enum Role {
    /** Reads the pages, agrees to terms in the Organization's name, and downloads certificates. */
    ADMIN,
    /** Belongs to the Organization. */
    MEMBER
}
