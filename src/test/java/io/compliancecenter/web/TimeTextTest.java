package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class TimeTextTest {

    private static final LocalDate DAY = LocalDate.of(2026, 12, 16);
    private static final Instant MOMENT = Instant.parse("2026-12-16T23:04:05.678901Z");

    @Test
    void aDayIsToldAsTheReaderIsUsedTo() {
        assertThat(TimeText.of(DAY, Locale.US)).isEqualTo(new TimeText("2026-12-16", "Dec 16, 2026", "en-US"));
        assertThat(TimeText.of(DAY, Locale.UK)).isEqualTo(new TimeText("2026-12-16", "16 Dec 2026", "en-GB"));
        assertThat(TimeText.of(DAY, Locale.GERMANY)).isEqualTo(new TimeText("2026-12-16", "16.12.2026", "de-DE"));
    }

    @Test
    void aMomentIsToldInUtcAndSaysSo() {
        TimeText text = TimeText.of(MOMENT, Locale.UK);
        assertThat(text.text()).startsWith("16 Dec 2026").contains("23:04").endsWith(" UTC");
    }

    @Test
    void aMomentIsForMachinesToTheSecondInUtc() {
        assertThat(TimeText.of(MOMENT, Locale.UK).machine()).isEqualTo("2026-12-16T23:04:05Z");
    }
}
