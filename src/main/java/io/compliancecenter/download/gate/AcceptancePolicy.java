package io.compliancecenter.download.gate;

/** When a member has to agree to the terms. Under each of them, a material version of the terms asks everyone again. */
enum AcceptancePolicy {
    /** Before each download. */
    EACH_DOWNLOAD,
    /** Once for each certificate. */
    EACH_CERTIFICATE,
    /** Once for each version of the terms that is more than editorial. */
    EACH_VERSION
}
