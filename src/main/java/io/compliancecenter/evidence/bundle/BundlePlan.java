package io.compliancecenter.evidence.bundle;

import java.util.UUID;
import java.util.function.LongPredicate;

/**
 * The range of a chain that goes into a bundle. Entries without their payload are there by their headers: enough to follow the
 * chain, and nothing to read.
 *
 * @param first sequence of the first entry
 * @param last sequence of the last entry: the end of the chain that a checkpoint covers, if there is one
 * @param withPayload the sequences whose payload is included
 */
record BundlePlan(UUID chain, long first, long last, LongPredicate withPayload) {

    /** More entries need a shorter period: whoever checks the bundle has to unpack two files for each. */
    static final int MAX_ENTRIES = 50_000;

    boolean isTooLarge() {
        return last - first >= MAX_ENTRIES;
    }
}
