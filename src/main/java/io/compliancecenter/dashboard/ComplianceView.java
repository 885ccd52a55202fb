package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Compliance;
import io.compliancecenter.web.Badge;
import java.util.List;

/** A compliance on a page, without its longer texts: see {@link ComplianceTexts}. */
record ComplianceView(String code, String name, Badge status, String summary, List<Compliance.Link> links) {

    static ComplianceView of(Compliance compliance) {
        return new ComplianceView(
                compliance.code(),
                compliance.name(),
                Badges.of(compliance.status()),
                compliance.summary(),
                compliance.links());
    }
}
