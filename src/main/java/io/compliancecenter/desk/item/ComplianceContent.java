package io.compliancecenter.desk.item;

import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compliance as a draft has it.
 *
 * @param howWeComply null if the vendor says nothing about it
 */
record ComplianceContent(
        String name,
        String status,
        String summary,
        String description,
        @Nullable String howWeComply,
        List<Link> links) {}
