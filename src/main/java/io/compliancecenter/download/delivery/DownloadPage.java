package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.download.gate.GrantedPermit;
import io.compliancecenter.terms.Acceptance.AcceptanceId;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the download page shows.
 *
 * @param receipt id of the acceptance, or of the permit if it is under an agreement signed on paper
 * @param agreementSignedOn null if the member agreed to the terms
 * @param openUntil when the permit expires
 */
record DownloadPage(
        String permit,
        String receipt,
        @Nullable TimeText agreementSignedOn,
        String certificationName,
        int certificateVersion,
        String fileName,
        int pages,
        String size,
        String sha256,
        TimeText openUntil) {

    static DownloadPage of(GrantedPermit permit, PublishedCertification certification, Locale language, ZoneId zone) {
        PublishedCertificate certificate =
                certification.certificate(permit.certificate()).orElseThrow();
        AcceptanceId acceptance = permit.acceptance();
        LocalDate signedOn = permit.agreementSignedOn();
        return new DownloadPage(
                permit.id().toString(),
                acceptance == null ? permit.id().toString() : acceptance.toString(),
                signedOn == null ? null : TimeText.of(signedOn, language),
                certification.name(),
                certificate.version(),
                Copies.fileName(certificate, permit),
                certificate.issued().pages(),
                FileSize.text(certificate.issued().size(), language),
                certificate.issued().sha256(),
                TimeText.of(permit.expiresAt(), language, zone));
    }
}
