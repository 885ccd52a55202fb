package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;

/**
 * A compliance or a certification that a page links.
 *
 * @param language of the name, as a tag
 */
record RelatedView(String code, String name, String language) {

    static RelatedView of(ComplianceDetails compliance, ReaderLanguages reader) {
        return new RelatedView(compliance.code(), compliance.name(), reader.language(compliance.translations()));
    }

    static RelatedView of(PublishedCertification certification, ReaderLanguages reader) {
        return new RelatedView(
                certification.code(), certification.name(), reader.language(certification.translations()));
    }
}
