package io.compliancecenter.stamping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import org.apache.pdfbox.io.RandomAccessRead;

/**
 * The plans of the documents that are stamped most, because making a plan takes as long as stamping a copy. A plan is found
 * by its document's hash, so it is never out of date.
 */
public final class StampingPlans {

    /** In bytes, of all plans together: some hundreds of usual ones. */
    static final long MAX_SIZE = 1 << 20;

    /** In bytes. A larger plan is made again each time. */
    private static final long MAX_PLAN_SIZE = 1 << 16;

    private final Cache<String, StampingPlan> plans = Caffeine.newBuilder()
            .maximumWeight(MAX_SIZE)
            .weigher((String sha256, StampingPlan plan) -> (int) plan.size())
            .build();

    /** Whether the plan of a document is kept, and others can be stamped while it is. */
    public boolean isSmall(String sha256) {
        StampingPlan kept = plans.getIfPresent(sha256);
        return kept != null && !kept.needsAllMemory();
    }

    /**
     * Returns the plan of a document, and makes it if it is not kept.
     *
     * @param sha256 of the document's bytes, which the caller has checked
     * @param document is read as needed, and closed
     */
    public StampingPlan of(String sha256, RandomAccessRead document) throws IOException {
        StampingPlan kept = plans.getIfPresent(sha256);
        if (kept != null) {
            return kept;
        }
        StampingPlan made = StampingPlan.of(document);
        if (made.size() <= MAX_PLAN_SIZE) {
            plans.put(sha256, made);
        }
        return made;
    }
}
