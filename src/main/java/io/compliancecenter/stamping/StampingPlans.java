package io.compliancecenter.stamping;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * The plans of the documents that were stamped last, since it takes as long to make one as to stamp a copy. They are found by
 * the document's hash, and so never out of date.
 */
public final class StampingPlans {

    private static final int DOCUMENTS = 200;

    /** In bytes. A larger plan is made anew each time. */
    private static final long LARGEST = 1 << 16;

    private final Map<String, StampingPlan> kept = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StampingPlan> eldest) {
            return size() > DOCUMENTS;
        }
    };

    /** @param sha256 of the document's bytes, which the caller has checked */
    public StampingPlan of(String sha256, PDDocument document) throws IOException {
        StampingPlan known;
        synchronized (kept) {
            known = kept.get(sha256);
        }
        if (known != null) {
            return known;
        }
        StampingPlan made = StampingPlan.of(document);
        if (made.size() <= LARGEST) {
            synchronized (kept) {
                kept.put(sha256, made);
            }
        }
        return made;
    }
}
