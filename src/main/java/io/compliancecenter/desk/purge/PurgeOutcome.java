package io.compliancecenter.desk.purge;

/** What came of a confirmation. */
enum PurgeOutcome {
    PURGED,
    /** Whoever asks for a purge cannot confirm it. */
    OWN,
    /** A certificate on offer has the same bytes. */
    ON_OFFER,
    /** It is not asked for any more, or for another document. */
    CHANGED
}
