package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.testing.fixtures.IssuedCertificates;
import io.compliancecenter.web.Badge;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateViewTest {

    private static final LocalDate ISSUED = LocalDate.of(2026, 1, 1);
    private static final LocalDate END = LocalDate.of(2026, 12, 31);

    @ParameterizedTest
    @CsvSource({
        "2025-12-31, validity.NOT_YET_VALID, neutral",
        "2026-06-01, validity.VALID, positive",
        "2026-12-31, validity.ENDING_SOON, attention",
        "2027-01-01, validity.EXPIRED, critical"
    })
    void tellsHowTheCertificateStandsToday(LocalDate today, String label, String tone) {
        Badge state = CertificateView.of(
                        certificate(END, null),
                        new FormattingContext(Locale.UK, today, new ReaderLanguages(List.of("en"))))
                .state();
        assertThat(state.label()).isEqualTo(label);
        assertThat(state.tone()).isEqualTo(tone);
    }

    @Test
    void tellsThatALaterOneHasTakenItsPlace() {
        assertThat(view(certificate(END, ISSUED)).state().label()).isEqualTo("validity.SUPERSEDED");
    }

    @Test
    void putsItsValuesIntoWords() {
        CertificateView view = view(certificate(END, null));
        assertThat(view.issuedOn().text()).isEqualTo("1 Jan 2026");
        assertThat(view.validUntil().text()).isEqualTo("31 Dec 2026");
        assertThat(view.size()).isEqualTo("80 kB");
        assertThat(view.sha256()).isEqualTo("ab".repeat(32));
    }

    @Test
    void hasNoEndWhereNoneIsNamed() {
        assertThat(view(certificate(null, null)).validUntil()).isNull();
    }

    private static CertificateView view(PublishedCertificate certificate) {
        return CertificateView.of(
                certificate,
                new FormattingContext(Locale.UK, LocalDate.of(2026, 6, 1), new ReaderLanguages(List.of("en"))));
    }

    private static PublishedCertificate certificate(@Nullable LocalDate validUntil, @Nullable LocalDate supersededOn) {
        return IssuedCertificates.superseded(ISSUED, validUntil, supersededOn);
    }
}
