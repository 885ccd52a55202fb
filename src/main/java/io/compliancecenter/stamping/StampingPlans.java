package io.compliancecenter.stamping;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import com.github.benmanes.caffeine.cache.Ticker;
import java.io.IOException;
import java.time.Duration;
import org.apache.pdfbox.io.RandomAccessRead;

/**
 * The plans of the documents that are stamped most, because making a plan takes as long as stamping a copy. A plan is found
 * by its document's hash, so it is never out of date. It holds the document's metadata, so it is not kept for long after its last
 * use: nobody uses that of a document that was withdrawn, and then purged.
 */
public final class StampingPlans {

    /** In bytes, of all plans together: some hundreds of usual ones. */
    static final long MAX_SIZE = 1 << 20;

    /** In bytes. A larger plan is made again each time. */
    private static final long MAX_PLAN_SIZE = 1 << 16;

    static final Duration KEPT_FOR = Duration.ofHours(1);

    private final Cache<String, StampingPlan> plans;

    public StampingPlans() {
        this(Ticker.systemTicker());
    }

    StampingPlans(Ticker ticker) {
        plans = Caffeine.newBuilder()
                .maximumWeight(MAX_SIZE)
                .weigher((String sha256, StampingPlan plan) -> (int) plan.size())
                .expireAfterAccess(KEPT_FOR)
                // Removes them in time, even if no others are stamped.
                .scheduler(Scheduler.systemScheduler())
                .ticker(ticker)
                .build();
    }

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
