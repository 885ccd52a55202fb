package io.compliancecenter.organization;

/** What one of the vendor's people may do at the desk. */
public enum DeskRole {
    /** Drafts what is to be published. */
    EDITOR,
    /** Approves drafts of others, which publishes them. */
    APPROVER,
    /** Looks after customers. */
    SUPPORT,
    /** Reads everything and changes nothing. */
    AUDITOR
}
