package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.RenewalCycle;
import io.compliancecenter.testing.fixtures.IssuedCertificates;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RenewalViewTest {

    private static final RenewalCycle EVERY_FOUR_YEARS = new RenewalCycle(
            Period.ofYears(4),
            "Renewed every 4 years.",
            List.of(new RenewalCycle.Audit("Surveillance audit", Period.ofYears(1))));

    @Test
    void namesTheNextAuditAndTheNextRenewal() {
        RenewalView view =
                RenewalView.of(EVERY_FOUR_YEARS, issuedOn(LocalDate.of(2024, 12, 16)), on(LocalDate.of(2026, 11, 24)));
        assertThat(view.description()).isEqualTo("Renewed every 4 years.");
        assertThat(view.nextAudit().name()).isEqualTo("Surveillance audit");
        assertThat(view.nextAudit().on().text()).isEqualTo("16 Dec 2026");
        assertThat(view.renewal().text()).isEqualTo("16 Dec 2028");
        assertThat(view.overdue()).isFalse();
    }

    @Test
    void namesNoAuditThatIsTheRenewalItself() {
        RenewalView view =
                RenewalView.of(EVERY_FOUR_YEARS, issuedOn(LocalDate.of(2024, 12, 16)), on(LocalDate.of(2027, 12, 17)));
        assertThat(view.nextAudit()).isNull();
        assertThat(view.renewal().text()).isEqualTo("16 Dec 2028");
    }

    @Test
    void isOverdueFromTheDayAfter() {
        Optional<PublishedCertificate> current = issuedOn(LocalDate.of(2022, 12, 16));
        assertThat(RenewalView.of(EVERY_FOUR_YEARS, current, on(LocalDate.of(2026, 12, 16)))
                        .overdue())
                .isFalse();
        assertThat(RenewalView.of(EVERY_FOUR_YEARS, current, on(LocalDate.of(2026, 12, 17)))
                        .overdue())
                .isTrue();
    }

    @Test
    void hasNoDatesWithoutACertificateToCountFrom() {
        RenewalView view = RenewalView.of(EVERY_FOUR_YEARS, Optional.empty(), on(LocalDate.of(2026, 11, 24)));
        assertThat(view).isEqualTo(new RenewalView("Renewed every 4 years.", null, null, false));
    }

    private static FormattingContext on(LocalDate today) {
        return new FormattingContext(Locale.UK, today, new ReaderLanguages(List.of("en")));
    }

    private static Optional<PublishedCertificate> issuedOn(LocalDate day) {
        return Optional.of(IssuedCertificates.current(day, null));
    }
}
