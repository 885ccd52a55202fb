package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Compliance;
import io.compliancecenter.web.Markdown;
import org.jspecify.annotations.Nullable;

/**
 * What a compliance's own page says at length.
 *
 * @param description HTML: what it is
 * @param howWeComply HTML: how the vendor complies; null if the vendor says nothing on it
 */
record ComplianceTexts(String description, @Nullable String howWeComply) {

    private static final int SECTION = 2;

    static ComplianceTexts of(Compliance compliance) {
        return new ComplianceTexts(
                Markdown.toHtml(compliance.description(), SECTION),
                compliance.howWeComply() == null ? null : Markdown.toHtml(compliance.howWeComply(), SECTION));
    }
}
