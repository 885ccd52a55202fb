package io.compliancecenter.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.CertificationDetails;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.Status;
import io.compliancecenter.catalogue.published.StatusOnDay;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.testing.fixtures.IssuedCertificates;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A status holds only as far as the dates of the certificates allow. */
class StatusOnDayTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 6, 15);

    // Periods of the certificates, oldest first; what is in brackets follows from them.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "valid; 2026-01-01/2026-12-31; CERTIFIED; -",
                "valid until today; 2025-06-16/2026-06-15; CERTIFIED; -",
                "valid from today; 2026-06-15/2027-06-14; CERTIFIED; -",
                "ends soon; 2025-07-01/2026-06-30; CERTIFIED; -",
                "no end; 2020-01-01/; CERTIFIED; -",
                "expired yesterday; 2025-06-15/2026-06-14; EXPIRED; 2026-06-14",
                "expired twice; 2024-01-01/2024-12-31,2025-01-01/2025-12-31; EXPIRED; 2025-12-31",
                "expired, with a successor; 2024-01-01/2024-12-31,2026-01-01/2026-12-31; CERTIFIED; -",
                "not yet valid; 2026-06-16/2027-06-15; NOT_YET_VALID; 2026-06-16",
                "valid, next is to come; 2025-07-01/2026-06-30,2026-07-01/2027-06-30; CERTIFIED; -",
                "expired, next is to come; 2025-01-01/2025-12-31,2026-07-01/2027-06-30; EXPIRED; 2025-12-31",
                "successor expired first; 2025-01-01/2027-12-31,2025-06-01/2026-05-31; EXPIRED; 2026-05-31",
                "none; -; CERTIFIED; -"
            })
    void aCertificationIsCertifiedAsFarAsItsCertificatesAreValid(
            String name, @Nullable String periods, EffectiveStatus effective, @Nullable LocalDate date) {
        assertThat(certification(Status.CERTIFIED, periods).statusOn(TODAY))
                .isEqualTo(new StatusOnDay(Status.CERTIFIED, effective, date));
    }

    @Test
    void anExpiredAttestationOfBeingCompliantIsExpiredToo() {
        assertThat(certification(Status.COMPLIANT, "2025-01-01/2025-12-31").statusOn(TODAY))
                .isEqualTo(new StatusOnDay(Status.COMPLIANT, EffectiveStatus.EXPIRED, LocalDate.of(2025, 12, 31)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IN_PROGRESS", "NOT_APPLICABLE"})
    void aStatusThatClaimsNothingIsNotContradicted(Status status) {
        assertThat(certification(status, "2025-01-01/2025-12-31")
                        .statusOn(TODAY)
                        .contradicted())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "no certification attests it; -; CERTIFIED; -",
                "one without certificates; none; CERTIFIED; -",
                "one that is valid; 2026-01-01/2026-12-31; CERTIFIED; -",
                "one that has expired; 2025-01-01/2025-12-31; EXPIRED; 2025-12-31",
                "one of two is valid; 2025-01-01/2025-12-31 2026-01-01/2026-12-31; CERTIFIED; -",
                "two have expired; 2025-01-01/2025-12-31 2025-03-01/2026-02-28; EXPIRED; 2026-02-28",
                "one expired, one to come; 2025-01-01/2025-12-31 2026-07-01/2027-06-30; EXPIRED; 2025-12-31",
                "two to come; 2026-09-01/2027-08-31 2026-07-01/2027-06-30; NOT_YET_VALID; 2026-07-01"
            })
    void aCertifiedComplianceIsAsItsCertificationsAre(
            String name, @Nullable String attesting, EffectiveStatus effective, @Nullable LocalDate date) {
        assertThat(catalogue(Status.CERTIFIED, attesting).statusOn(compliance(Status.CERTIFIED), TODAY))
                .isEqualTo(new StatusOnDay(Status.CERTIFIED, effective, date));
    }

    /** To comply takes no certificate. */
    @Test
    void aCompliantComplianceIsNotContradictedByAnExpiredCertificate() {
        assertThat(catalogue(Status.COMPLIANT, "2025-01-01/2025-12-31")
                        .statusOn(compliance(Status.COMPLIANT), TODAY)
                        .contradicted())
                .isFalse();
    }

    @Test
    void whoeverPublishesIsWarnedOfEachContradiction() {
        assertThat(CatalogueCheck.contradictions(catalogue(Status.CERTIFIED, "2025-01-01/2025-12-31"), TODAY))
                .containsExactly(
                        "compliance 'iso' has the status CERTIFIED, but its certificate expired on 2025-12-31; its page says so",
                        "certification 'iso-0' has the status CERTIFIED, but its certificate expired on 2025-12-31;"
                                + " its page says so");
        assertThat(CatalogueCheck.contradictions(catalogue(Status.CERTIFIED, "2026-07-01/2026-12-31"), TODAY))
                .hasSize(2)
                .allMatch(finding -> finding.contains("its certificate is valid only from 2026-07-01"));
        assertThat(CatalogueCheck.contradictions(catalogue(Status.CERTIFIED, "2026-01-01/2026-12-31"), TODAY))
                .isEmpty();
        assertThat(CatalogueCheck.contradictions(
                        new Catalogue(
                                new UUID(0, 1),
                                Set.of(),
                                List.of("en"),
                                null,
                                List.of(),
                                List.of(certification(Status.NOT_APPLICABLE, "2026-01-01/2026-12-31"))),
                        TODAY))
                .containsExactly("certification 'iso-0' has the status NOT_APPLICABLE, but its certificate is valid");
    }

    private static Catalogue catalogue(Status status, @Nullable String attesting) {
        List<PublishedCertification> certifications = new ArrayList<>();
        if (attesting != null) {
            for (String periods : attesting.split(" ")) {
                certifications.add(certification(status, periods.equals("none") ? null : periods));
            }
        }
        return new Catalogue(
                new UUID(0, 1), Set.of(), List.of("en"), null, List.of(compliance(status)), certifications);
    }

    private static ComplianceDetails compliance(Status status) {
        return new ComplianceDetails("iso", "ISO", status, "Summary.", "Description.", null, List.of());
    }

    private static PublishedCertification certification(Status status, @Nullable String periods) {
        Certification certification = new Certification(
                new CertificationDetails("iso-0", "ISO", status, "Summary.", "Assures.", "iso", null));
        for (String period : periods == null ? new String[0] : periods.split(",")) {
            String[] days = period.split("/");
            certification.issue(IssuedCertificates.issued(
                    LocalDate.parse(days[0]), days.length == 1 ? null : LocalDate.parse(days[1])));
        }
        return certification.published(List.of("en"));
    }
}
