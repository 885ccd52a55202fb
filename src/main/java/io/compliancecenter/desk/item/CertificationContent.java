package io.compliancecenter.desk.item;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certification as a draft has it.
 *
 * @param compliance code; null if none
 * @param renewalEvery ISO 8601; null if no cycle is stated
 * @param renewalDescription null if no cycle is stated
 */
record CertificationContent(
        String name,
        String status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable String renewalEvery,
        @Nullable String renewalDescription,
        List<AuditContent> audits) {

    /** @param every ISO 8601 */
    record AuditContent(String name, String every) {}
}
