package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days begin and end where the reader lives. */
class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, 2026-11-29, 2026-11-29T00:00:00Z, 24",
        "Pacific/Apia, 2026-11-29, 2026-11-28T11:00:00Z, 24",
        "Pacific/Pago_Pago, 2026-11-29, 2026-11-29T11:00:00Z, 24",
        "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, 23",
        "Europe/Berlin, 2026-10-25, 2026-10-24T22:00:00Z, 25",
        // Clocks go forward at midnight, so that the day begins at 01:00.
        "America/Asuncion, 2023-10-01, 2023-10-01T04:00:00Z, 23"
    })
    void aDayBeginsAndEndsInItsZone(ZoneId zone, LocalDate day, Instant begin, long hours) {
        Period period = Period.of(day, day, zone);
        assertThat(period.from()).isEqualTo(begin);
        assertThat(period.until()).isEqualTo(begin.plus(Duration.ofHours(hours)));
    }

    @Test
    void aSideThatIsNotGivenIsOpen() {
        LocalDate day = LocalDate.of(2026, 11, 29);
        assertThat(Period.of(null, day, ZoneId.of("UTC")).from()).isNull();
        assertThat(Period.of(day, null, ZoneId.of("UTC")).until()).isNull();
    }

    @Test
    void daysThatNoDatabaseKnowsAreTheFirstAndTheLast() {
        Period period = Period.of(LocalDate.MIN, LocalDate.MAX, ZoneId.of("UTC"));
        assertThat(period.from()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(period.until()).isEqualTo("9999-12-31T00:00:00Z");
    }
}
