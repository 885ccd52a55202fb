package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Certification;
import io.compliancecenter.web.Badge;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A certification on a page.
 *
 * @param renewal null if the vendor names no renewal cycle
 * @param current the certificate that no later one has superseded; null if none is on offer
 * @param certificates every version on offer, latest first
 */
record CertificationView(
        String code,
        String name,
        Badge status,
        String summary,
        @Nullable RenewalView renewal,
        @Nullable CertificateView current,
        List<CertificateView> certificates) {

    static CertificationView of(Certification certification, Reader reader) {
        List<CertificateView> certificates = certification.certificates().stream()
                .map(certificate -> CertificateView.of(certificate, reader))
                .toList();
        return new CertificationView(
                certification.code(),
                certification.name(),
                Badges.of(certification.status()),
                certification.summary(),
                certification.renewalCycle() == null
                        ? null
                        : RenewalView.of(certification.renewalCycle(), certification.currentCertificate(), reader),
                certificates.isEmpty() ? null : certificates.get(0),
                certificates);
    }
}
