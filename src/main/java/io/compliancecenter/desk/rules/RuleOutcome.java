package io.compliancecenter.desk.rules;

/** What became of a step. */
enum RuleOutcome {
    PROPOSED,
    APPROVED,
    DECLINED,
    ENDED,
    /** The author cannot approve it. */
    OWN,
    /** The group has another name now than when the rule was proposed. */
    RENAMED,
    /** Somebody else has decided it. */
    CHANGED;

    /** Whether nothing was changed. */
    public boolean isRefusal() {
        return this == OWN || this == RENAMED || this == CHANGED;
    }
}
