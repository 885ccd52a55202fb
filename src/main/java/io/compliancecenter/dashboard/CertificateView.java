package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import org.jspecify.annotations.Nullable;

/**
 * One issued certificate on a page.
 *
 * @param fileName what a copy is called
 * @param onRequest whether it can only be asked for
 * @param validUntil null if it has no expiry date
 */
record CertificateView(
        String id,
        int version,
        boolean onRequest,
        Badge state,
        String issuer,
        TimeText issuedOn,
        @Nullable TimeText validUntil,
        String fileName,
        int pages,
        String size,
        String sha256) {

    static CertificateView of(PublishedCertificate certificate, FormattingContext context) {
        return new CertificateView(
                certificate.id().toString(),
                certificate.version(),
                certificate.onRequest(),
                Badges.of(certificate.validityOn(context.today())),
                certificate.issued().issuer(),
                context.day(certificate.issued().issuedOn()),
                certificate.issued().validUntil() == null
                        ? null
                        : context.day(certificate.issued().validUntil()),
                certificate.issued().fileName(),
                certificate.issued().pages(),
                context.fileSize(certificate.issued().size()),
                certificate.issued().sha256());
    }
}
