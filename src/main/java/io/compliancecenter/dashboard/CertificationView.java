package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A certification on a page.
 *
 * @param language of its texts, as a tag
 * @param nameShared whether another certification has the same name, so that the code has to tell them apart
 * @param renewal null if no renewal cycle is stated
 * @param current the latest certificate whose validity has begun, else the one that begins next; null if none is on offer
 * @param certificates every version on offer, latest first; empty in a list, which shows none of them
 */
record CertificationView(
        String code,
        String name,
        String language,
        boolean nameShared,
        StatusView status,
        String summary,
        @Nullable RenewalView renewal,
        @Nullable CertificateView current,
        List<CertificateView> certificates) {

    static CertificationView of(PublishedCertification certification, Catalogue catalogue, FormattingContext context) {
        return of(certification, certification.certificates(), catalogue, context);
    }

    static CertificationView inList(
            PublishedCertification certification, Catalogue catalogue, FormattingContext context) {
        return of(certification, List.of(), catalogue, context);
    }

    private static CertificationView of(
            PublishedCertification certification,
            List<PublishedCertificate> certificates,
            Catalogue catalogue,
            FormattingContext context) {
        Optional<PublishedCertificate> current = certification.currentCertificate(context.today());
        return new CertificationView(
                certification.code(),
                certification.name(),
                context.reader().language(certification.translations()),
                catalogue.sharesItsName(certification),
                StatusView.of(certification.statusOn(context.today()), context),
                certification.summary(),
                certification.renewalCycle() == null
                        ? null
                        : RenewalView.of(certification.renewalCycle(), current, context),
                current.map(certificate -> CertificateView.of(certificate, context))
                        .orElse(null),
                certificates.stream()
                        .map(certificate -> CertificateView.of(certificate, context))
                        .toList());
    }
}
