package io.compliancecenter.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertificate.Validity;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.testing.fixtures.IssuedCertificates;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateTest {

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, NOT_YET_VALID",
        "2026-01-01, VALID",
        "2026-10-31, VALID",
        "2026-11-01, ENDING_SOON",
        "2026-12-31, ENDING_SOON",
        "2027-01-01, EXPIRED"
    })
    void validityFollowsTheDay(LocalDate day, Validity validity) {
        assertThat(certificate(LocalDate.of(2026, 12, 31), null).validityOn(day))
                .isEqualTo(validity);
    }

    @Test
    void aCertificateThatNamesNoEndDoesNotEnd() {
        assertThat(certificate(null, null).validityOn(LocalDate.of(2099, 1, 1))).isEqualTo(Validity.VALID);
    }

    @Test
    void isSupersededFromTheDayOnWhichItsSuccessorBegins() {
        PublishedCertificate certificate = certificate(LocalDate.of(2026, 12, 31), LocalDate.of(2026, 6, 1));
        assertThat(certificate.validityOn(LocalDate.of(2026, 5, 31))).isEqualTo(Validity.VALID);
        assertThat(certificate.validityOn(LocalDate.of(2026, 6, 1))).isEqualTo(Validity.SUPERSEDED);
        assertThat(certificate.validityOn(LocalDate.of(2027, 6, 1))).isEqualTo(Validity.SUPERSEDED);
    }

    private static PublishedCertificate certificate(@Nullable LocalDate validUntil, @Nullable LocalDate supersededOn) {
        Certification certification = new Certification(
                new CertificationDetails("soc-2", "SOC 2", Status.CERTIFIED, "Summary", "Assures", null, null));
        CertificateId id = certification
                .issue(IssuedCertificates.issued(LocalDate.of(2026, 1, 1), validUntil))
                .id();
        if (supersededOn != null) {
            certification.issue(IssuedCertificates.issued(supersededOn, null));
        }
        return certification.published(List.of("en")).certificate(id).orElseThrow();
    }
}
