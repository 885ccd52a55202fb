package io.compliancecenter.download;

/** When a member has to agree to the terms. Publishing new terms asks everyone again under each of them. */
enum AcceptancePolicy {
    /** Before each download. */
    EACH_DOWNLOAD,
    /** Once for each certificate. */
    EACH_CERTIFICATE,
    /** Once for each version of the terms. */
    EACH_VERSION
}
