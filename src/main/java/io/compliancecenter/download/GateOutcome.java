package io.compliancecenter.download;

/** What came of asking the gate. */
sealed interface GateOutcome {

    /** The member has the permit. */
    record Granted(PermitId permit) implements GateOutcome {}

    /** The member has no permit. */
    record Rejected(Rejection reason) implements GateOutcome {}
}
