package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Compliance;
import io.compliancecenter.web.Markdown;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A compliance on a page.
 *
 * @param description HTML: what it is
 * @param howWeComply HTML: how the vendor complies; null if the vendor says nothing on it
 */
record ComplianceView(
        String code,
        String name,
        Badge status,
        String summary,
        String description,
        @Nullable String howWeComply,
        List<Compliance.Link> links) {

    private static final int SECTION = 2;

    static ComplianceView of(Compliance compliance) {
        return new ComplianceView(
                compliance.code(),
                compliance.name(),
                Badge.of(compliance.status()),
                compliance.summary(),
                Markdown.toHtml(compliance.description(), SECTION),
                compliance.howWeComply() == null ? null : Markdown.toHtml(compliance.howWeComply(), SECTION),
                compliance.links());
    }
}
