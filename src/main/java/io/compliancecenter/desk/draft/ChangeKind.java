package io.compliancecenter.desk.draft;

/** What a change in a draft is about. */
public enum ChangeKind {
    COMPLIANCE,
    CERTIFICATION,
    /** A new certificate of a certification. */
    CERTIFICATE,
    /** The order of all compliances, or of all certifications. */
    ORDER,
    /** A new version of the terms. */
    TERMS
}
