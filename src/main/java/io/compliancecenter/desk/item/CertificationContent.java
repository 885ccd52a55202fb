package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.published.CertificationTexts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A certification as a draft has it.
 *
 * @param compliance code; null if none
 * @param renewalEvery ISO 8601; null if no cycle is stated
 * @param renewalDescription null if no cycle is stated
 * @param translations by language tag; null if there are none, as before there were any
 */
record CertificationContent(
        String name,
        String status,
        String summary,
        String assures,
        @Nullable String compliance,
        @Nullable String renewalEvery,
        @Nullable String renewalDescription,
        List<AuditContent> audits,
        @Nullable Map<String, CertificationTexts> translations) {

    /** @param every ISO 8601 */
    record AuditContent(String name, String every) {}
}
