package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;

/**
 * What is shown in place of the terms while an agreement is in force that the Organization signed on paper.
 *
 * @param idempotencyKey a new one for each page
 */
record UnderAgreementPage(
        UUID certificate, String certificationName, int certificateVersion, TimeText signedOn, UUID idempotencyKey) {

    static UnderAgreementPage of(
            PublishedCertification certification,
            PublishedCertificate certificate,
            LocalDate signedOn,
            Locale language) {
        return new UnderAgreementPage(
                certificate.id().value(),
                certification.name(),
                certificate.version(),
                TimeText.of(signedOn, language),
                UUID.randomUUID());
    }
}
