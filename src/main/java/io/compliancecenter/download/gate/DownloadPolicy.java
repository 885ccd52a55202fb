package io.compliancecenter.download.gate;

import java.util.Optional;

/** One condition of the gate. */
@FunctionalInterface
interface DownloadPolicy {

    /** Why the request may not pass; empty if this condition has nothing against it. */
    Optional<Rejection> objectionTo(DownloadRequest request);
}
