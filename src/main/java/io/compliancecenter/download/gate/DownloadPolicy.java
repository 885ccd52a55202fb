package io.compliancecenter.download.gate;

import java.util.Optional;

/** One condition of the gate. */
@FunctionalInterface
interface DownloadPolicy {

    /** The decision if the request violates this policy; empty if it complies. */
    Optional<GateDecision> objectionTo(DownloadRequest request);
}
