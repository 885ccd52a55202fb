package io.compliancecenter.download.delivery;

import io.compliancecenter.catalogue.PublishedCertificate;
import io.compliancecenter.catalogue.PublishedCertification;
import io.compliancecenter.download.gate.DownloadPermit;
import io.compliancecenter.web.FileSize;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;

/**
 * What the download page shows.
 *
 * @param openUntil when the permit expires
 */
record DownloadPage(
        String permit,
        String acceptance,
        String certificationCode,
        String certificationName,
        int certificateVersion,
        String fileName,
        int pages,
        String size,
        String sha256,
        TimeText openUntil) {

    static DownloadPage of(DownloadPermit permit, PublishedCertification certification, Locale language, ZoneId zone) {
        PublishedCertificate certificate =
                certification.certificate(permit.certificate()).orElseThrow();
        return new DownloadPage(
                permit.id().toString(),
                permit.acceptance().toString(),
                certification.code(),
                certification.name(),
                certificate.version(),
                Copies.fileName(certificate, permit),
                certificate.issued().pages(),
                FileSize.text(certificate.issued().size(), language),
                certificate.issued().sha256(),
                TimeText.of(permit.expiresAt(), language, zone));
    }
}
