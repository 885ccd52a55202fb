package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same on every JDK: none of these texts comes out of its locale data as it stands there. */
class TimeTextTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 6);
    private static final Instant MOMENT = Instant.parse("2026-12-16T23:04:05.678901Z");

    @Test
    void aDayHasOneFormatInEachLanguage() {
        assertThat(TimeText.of(DAY, Locale.ENGLISH)).isEqualTo(new TimeText("2026-12-06", "6 Dec 2026"));
        assertThat(TimeText.of(DAY, Locale.GERMAN)).isEqualTo(new TimeText("2026-12-06", "06.12.2026"));
    }

    @Test
    void theRegionOfTheReaderMakesNoDifference() {
        assertThat(TimeText.of(DAY, Locale.US)).isEqualTo(TimeText.of(DAY, Locale.UK));
        assertThat(TimeText.of(DAY, Locale.forLanguageTag("de-AT"))).isEqualTo(TimeText.of(DAY, Locale.GERMAN));
    }

    @Test
    void everyMonthHasItsUsualAbbreviation() {
        assertThat(IntStream.rangeClosed(1, 12)
                        .mapToObj(month -> TimeText.of(LocalDate.of(2026, month, 1), Locale.ENGLISH)
                                .text()))
                .containsExactly(
                        "1 Jan 2026",
                        "1 Feb 2026",
                        "1 Mar 2026",
                        "1 Apr 2026",
                        "1 May 2026",
                        "1 Jun 2026",
                        "1 Jul 2026",
                        "1 Aug 2026",
                        "1 Sep 2026",
                        "1 Oct 2026",
                        "1 Nov 2026",
                        "1 Dec 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "en, UTC, '16 Dec 2026, 23:04 UTC'",
        "de, UTC, '16.12.2026, 23:04 UTC'",
        "en, Pacific/Apia, '17 Dec 2026, 12:04 UTC+13'",
        "en, Pacific/Pago_Pago, '16 Dec 2026, 12:04 UTC\u221211'",
        "de, Asia/Kathmandu, '17.12.2026, 04:49 UTC+5:45'",
        "en, America/St_Johns, '16 Dec 2026, 19:34 UTC\u22123:30'",
        "en, Europe/London, '16 Dec 2026, 23:04 UTC'"
    })
    void aMomentSaysHowFarItsZoneIsFromUtc(Locale language, ZoneId zone, String text) {
        assertThat(TimeText.of(MOMENT, language, zone).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"2026-10-25T00:30:00Z, '25 Oct 2026, 02:30 UTC+2'", "2026-10-25T01:30:00Z, '25 Oct 2026, 02:30 UTC+1'"})
    void theHourThatComesTwiceIsToldApart(Instant moment, String text) {
        assertThat(TimeText.of(moment, Locale.ENGLISH, ZoneId.of("Europe/Berlin"))
                        .text())
                .isEqualTo(text);
    }

    @Test
    void aMomentIsForMachinesToTheSecondInUtc() {
        assertThat(TimeText.of(MOMENT, Locale.UK, ZoneId.of("Pacific/Apia")).machine())
                .isEqualTo("2026-12-16T23:04:05Z");
    }
}
