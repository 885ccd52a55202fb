package io.compliancecenter.desk.groups;

/** What became of a step. */
enum GroupOutcome {
    SAVED,
    /** Somebody else has to approve it. */
    PROPOSED,
    APPROVED,
    DECLINED,
    /** The Organization is in the group, or proposed for it. */
    ALREADY,
    /** The author cannot approve it. */
    OWN,
    /** The end has passed. */
    PAST,
    /** The group or the Organization has another name now than when it was proposed. */
    RENAMED,
    /** Somebody else has decided or changed it. */
    CHANGED;

    /** Whether nothing was changed. */
    public boolean isRefusal() {
        return this == ALREADY || this == OWN || this == PAST || this == RENAMED || this == CHANGED;
    }
}
