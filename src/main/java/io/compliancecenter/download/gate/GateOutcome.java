package io.compliancecenter.download.gate;

import io.compliancecenter.download.PermitId;

/** What came of asking the gate. */
public sealed interface GateOutcome {

    /** The member has the permit. */
    record Granted(PermitId permit) implements GateOutcome {}

    /** The member has no permit. */
    record Rejected(Rejection reason) implements GateOutcome {}
}
