package io.compliancecenter.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.published.RenewalCycle.Audit;
import io.compliancecenter.catalogue.published.RenewalCycle.DueAudit;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.junit.jupiter.api.Test;

class RenewalCycleTest {

    private static final LocalDate ISSUED = LocalDate.of(2024, 12, 16);

    private final RenewalCycle fourYears = new RenewalCycle(
            Period.ofYears(4), "Every four years", List.of(new Audit("Surveillance audit", Period.ofYears(1))));

    @Test
    void theRenewalIsOnePeriodAfterTheIssue() {
        assertThat(fourYears.renewalOf(ISSUED)).isEqualTo("2028-12-16");
    }

    @Test
    void theNextAuditIsTheFirstThatIsNotOver() {
        assertThat(fourYears.nextAudit(ISSUED, LocalDate.of(2026, 11, 24)))
                .contains(new DueAudit("Surveillance audit", LocalDate.of(2026, 12, 16)));
        assertThat(fourYears.nextAudit(ISSUED, LocalDate.of(2026, 12, 16)))
                .contains(new DueAudit("Surveillance audit", LocalDate.of(2026, 12, 16)));
        assertThat(fourYears.nextAudit(ISSUED, LocalDate.of(2026, 12, 17)))
                .contains(new DueAudit("Surveillance audit", LocalDate.of(2027, 12, 16)));
    }

    @Test
    void noAuditIsDueOnOrAfterTheRenewal() {
        assertThat(fourYears.nextAudit(ISSUED, LocalDate.of(2027, 12, 17))).isEmpty();
        assertThat(fourYears.nextAudit(ISSUED, LocalDate.of(2040, 1, 1))).isEmpty();
    }

    @Test
    void ofSeveralAuditsTheEarliestIsNext() {
        RenewalCycle cycle = new RenewalCycle(
                Period.ofYears(2),
                "",
                List.of(new Audit("Yearly", Period.ofYears(1)), new Audit("Quarterly", Period.ofMonths(3))));
        assertThat(cycle.nextAudit(ISSUED, ISSUED.plusDays(1)))
                .contains(new DueAudit("Quarterly", LocalDate.of(2025, 3, 16)));
    }

    @Test
    void theEndOfAMonthStaysTheEndOfAMonth() {
        LocalDate endOfJanuary = LocalDate.of(2026, 1, 31);
        RenewalCycle cycle = new RenewalCycle(Period.ofYears(1), "", List.of(new Audit("Monthly", Period.ofMonths(1))));
        assertThat(cycle.nextAudit(endOfJanuary, LocalDate.of(2026, 2, 1)))
                .contains(new DueAudit("Monthly", LocalDate.of(2026, 2, 28)));
        assertThat(cycle.nextAudit(endOfJanuary, LocalDate.of(2026, 3, 1)))
                .contains(new DueAudit("Monthly", LocalDate.of(2026, 3, 31)));
    }
}
