package io.compliancecenter.desk.agreement;

/** What became of a step; the functions of the database return the same names. */
enum AgreementOutcome {
    SAVED,
    SUBMITTED,
    APPROVED,
    RETURNED,
    DISCARDED,
    ENDED,
    /** Somebody else has to confirm that the paper is purged. */
    PAPER_REQUESTED,
    PAPER_KEPT,
    PAPER_PURGED,
    /** There is no paper yet. */
    INCOMPLETE,
    /** It is not what the approver saw. */
    CHANGED,
    /** The approver wrote some of it. */
    OWN,
    /** Its end has passed. */
    PAST,
    /** The Organization has another name than when it was sent to review. */
    RENAMED,
    /** Whoever asks for the purge of a paper cannot confirm it. */
    PAPER_OWN,
    /** The purge is not asked for any more. */
    PAPER_CHANGED,
    /** No reason was given for the purge. */
    PAPER_NO_REASON,
    /** No reason was given. */
    NO_REASON;

    boolean isRefusal() {
        return ordinal() >= INCOMPLETE.ordinal();
    }

    /** Of the notice. */
    public String tone() {
        return isRefusal() ? "critical" : "positive";
    }
}
