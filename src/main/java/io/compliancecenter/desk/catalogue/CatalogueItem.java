package io.compliancecenter.desk.catalogue;

import io.compliancecenter.catalogue.Manager;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.desk.draft.ChangeKind;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A compliance or a certification in the desk's list.
 *
 * @param byDesk whether the desk manages it
 * @param version of its current certificate; null if it has none
 * @param validUntil of that; null if it has none or no expiry date
 */
record CatalogueItem(
        ChangeKind kind,
        String code,
        String name,
        boolean byDesk,
        @Nullable Integer version,
        @Nullable TimeText validUntil) {

    static CatalogueItem of(ComplianceDetails compliance, @Nullable Manager manager) {
        return new CatalogueItem(
                ChangeKind.COMPLIANCE, compliance.code(), compliance.name(), manager == Manager.DESK, null, null);
    }

    static CatalogueItem of(
            PublishedCertification certification, @Nullable Manager manager, LocalDate today, Locale language) {
        Optional<PublishedCertificate> current = certification.currentCertificate(today);
        return new CatalogueItem(
                ChangeKind.CERTIFICATION,
                certification.code(),
                certification.name(),
                manager == Manager.DESK,
                current.map(PublishedCertificate::version).orElse(null),
                current.map(certificate -> certificate.issued().validUntil())
                        .map(day -> TimeText.of(day, language))
                        .orElse(null));
    }

    /** @param words in lower case */
    boolean matches(String words) {
        return name.toLowerCase(Locale.ROOT).contains(words) || code.contains(words);
    }
}
