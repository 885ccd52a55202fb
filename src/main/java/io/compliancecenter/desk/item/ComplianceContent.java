package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A compliance as a draft has it.
 *
 * @param howWeComply null if the vendor says nothing about it
 * @param translations by language tag; null if there are none, as before there were any
 */
record ComplianceContent(
        String name,
        String status,
        String summary,
        String description,
        @Nullable String howWeComply,
        List<Link> links,
        @Nullable Map<String, ComplianceTexts> translations) {}
