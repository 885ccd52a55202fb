package io.compliancecenter.evidence.bundle;

import java.util.Set;
import java.util.UUID;
import java.util.function.LongPredicate;

/**
 * Which stretch of a chain goes into a bundle, and of which entries the payload does too. The others are there by their
 * headers alone: enough to follow the chain, and nothing to read.
 *
 * @param first sequence of the first entry
 * @param last sequence of the last entry, up to the head that a checkpoint covers where there is one
 * @param payload of which sequences the payload is in it
 */
record BundlePlan(UUID chain, long first, long last, LongPredicate payload) {

    static BundlePlan ofEntries(UUID chain, long first, long last, Set<Long> sequences) {
        return new BundlePlan(chain, first, last, sequences::contains);
    }

    /** @param shown the last entry whose payload is in it */
    static BundlePlan ofStretch(UUID chain, long first, long shown, long last) {
        return new BundlePlan(chain, first, last, sequence -> sequence <= shown);
    }

    long entries() {
        return last - first + 1;
    }
}
