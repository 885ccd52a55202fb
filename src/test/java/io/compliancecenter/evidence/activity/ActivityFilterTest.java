package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days begin and end in the reader's time zone. */
class ActivityFilterTest {

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
        ActivityFilter filter = days(day, day, zone);
        assertThat(filter.begin()).isEqualTo(begin);
        assertThat(filter.end()).isEqualTo(begin.plus(Duration.ofHours(hours)));
    }

    @Test
    void aSideThatIsNotGivenIsOpen() {
        LocalDate day = LocalDate.of(2026, 11, 29);
        assertThat(days(null, day, ZoneId.of("UTC")).begin()).isNull();
        assertThat(days(day, null, ZoneId.of("UTC")).end()).isNull();
    }

    @Test
    void daysThatNoDatabaseKnowsAreTheFirstAndTheLast() {
        ActivityFilter filter = days(LocalDate.MIN, LocalDate.MAX, ZoneId.of("UTC"));
        assertThat(filter.begin()).isEqualTo("0001-01-01T00:00:00Z");
        assertThat(filter.end()).isEqualTo("9999-12-31T00:00:00Z");
    }

    private static ActivityFilter days(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
        return new ActivityFilter(null, null, null, from, to, zone);
    }
}
