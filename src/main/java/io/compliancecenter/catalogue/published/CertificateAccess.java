package io.compliancecenter.catalogue.published;

/** What an Organization may do with a certificate. */
public enum CertificateAccess {
    /** Download it. */
    OPEN,
    /** Read about it, and ask the vendor for it. */
    ON_REQUEST,
    /** Nothing: it is not on offer, or is for others, which cannot be told apart. */
    NONE
}
