package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails.Link;
import io.compliancecenter.catalogue.published.StatusOnDay;
import java.util.List;

/**
 * A compliance on a page, without its longer texts.
 *
 * @param language of its texts, as a tag
 */
record ComplianceView(String code, String name, StatusView status, String summary, List<Link> links, String language) {

    static ComplianceView of(ComplianceDetails compliance, StatusOnDay status, FormattingContext context) {
        return new ComplianceView(
                compliance.code(),
                compliance.name(),
                StatusView.of(status, context),
                compliance.summary(),
                compliance.links(),
                context.reader().language(compliance.translations()));
    }
}
