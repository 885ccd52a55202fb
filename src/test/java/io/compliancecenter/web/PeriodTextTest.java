package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTextTest {

    @ParameterizedTest
    @CsvSource({
        "P1Y, 1 year, 1 Jahr",
        "P3Y, 3 years, 3 Jahre",
        "P1M, 1 month, 1 Monat",
        "P12M, 12 months, 12 Monate",
        "P1D, 1 day, 1 Tag",
        "P2W, 14 days, 14 Tage",
        "P1Y6M, 1 year 6 months, 1 Jahr 6 Monate",
        "P2Y1M15D, 2 years 1 month 15 days, 2 Jahre 1 Monat 15 Tage",
        "P1500D, '1,500 days', 1.500 Tage"
    })
    void aPeriodIsSaidInItsOwnUnits(String period, String english, String german) {
        assertThat(PeriodText.of(Period.parse(period), Locale.UK)).isEqualTo(english);
        assertThat(PeriodText.of(Period.parse(period), Locale.GERMANY)).isEqualTo(german);
        assertThat(PeriodText.of(Period.parse(period), Locale.FRENCH)).isEqualTo(english);
    }
}
