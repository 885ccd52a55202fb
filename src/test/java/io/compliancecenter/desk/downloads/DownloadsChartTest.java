package io.compliancecenter.desk.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.desk.downloads.DownloadsChart.Month;
import io.compliancecenter.desk.downloads.DownloadsService.DownloadsByMonth;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DownloadsChartTest {

    private static final ZoneId AUCKLAND = ZoneId.of("Pacific/Auckland");
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private static DownloadsFilter filter(@Nullable String from, @Nullable String to) {
        return new DownloadsFilter(
                null,
                null,
                null,
                from == null ? null : LocalDate.parse(from),
                to == null ? null : LocalDate.parse(to),
                AUCKLAND);
    }

    private static DownloadMonths months(@Nullable String from, @Nullable String to) {
        return DownloadMonths.of(filter(from, to), NOW);
    }

    private static DownloadsChart chart(Map<Integer, Long> counts) {
        return DownloadsChart.of(new DownloadsByMonth(months(null, null), counts), filter(null, null), Locale.ENGLISH)
                .orElseThrow();
    }

    @Test
    void theLastTwelveMonthsAreThoseOfTheReader() {
        assertThat(months(null, null).months())
                .hasSize(12)
                .startsWith(YearMonth.of(2025, 12))
                .endsWith(YearMonth.of(2026, 11));
        assertThat(DownloadMonths.of(filter(null, null), Instant.parse("2026-11-30T11:00:00Z"))
                        .months())
                .endsWith(YearMonth.of(2026, 12));
        assertThat(months(null, null).starts())
                .hasSize(12)
                .startsWith(Instant.parse("2025-11-30T11:00:00Z"))
                .endsWith(Instant.parse("2026-10-31T11:00:00Z"));
    }

    @Test
    void aPeriodHasItsOwnMonths() {
        assertThat(months("2026-01-20", "2026-03-05").months())
                .containsExactly(YearMonth.of(2026, 1), YearMonth.of(2026, 2), YearMonth.of(2026, 3));
        assertThat(months("2020-01-01", "2022-06-30").months())
                .hasSize(12)
                .startsWith(YearMonth.of(2021, 7))
                .endsWith(YearMonth.of(2022, 6));
        assertThat(months("2026-10-01", "2040-01-01").months())
                .containsExactly(YearMonth.of(2026, 10), YearMonth.of(2026, 11));
        assertThat(months("2026-12-01", null).months()).isEmpty();
        assertThat(months("2026-03-05", "2026-03-04").months()).isEmpty();
        assertThat(months(null, "-999999999-01-01").months()).isEmpty();
        assertThat(months("+999999999-12-31", "+999999999-12-31").months()).isEmpty();
    }

    @Test
    void aMonthThatIsNotOverOrPartlyInThePeriodIsAPart() {
        DownloadMonths partly = months("2026-01-20", "2026-03-05");
        assertThat(partly.months())
                .filteredOn(partly::isPart)
                .containsExactly(YearMonth.of(2026, 1), YearMonth.of(2026, 3));
        DownloadMonths whole = months("2026-01-01", "2026-03-31");
        assertThat(whole.months()).filteredOn(whole::isPart).isEmpty();
        DownloadMonths last = months(null, null);
        assertThat(last.months()).filteredOn(last::isPart).containsExactly(YearMonth.of(2026, 11));
    }

    @Test
    void theHighestBarIsAsTallAsTheChartHoweverManyDownloadsThereAre() {
        DownloadsChart chart = chart(Map.of(1, 5_000_000_000L, 2, 1L, 12, 2_500_000_000L));

        assertThat(chart.months()).extracting(Month::height).containsExactly(128, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64);
        assertThat(chart.months()).extracting(Month::number).startsWith("5,000,000,000", "1", "0");
        assertThat(chart.months()).allSatisfy(month -> assertThat(month.top()).isBetween(28, DownloadsChart.BASE));
        assertThat(chart.wide()).isTrue();
        assertThat(chart.total()).isEqualTo(7_500_000_001L);
        assertThat(chart.most().name()).isEqualTo("December 2025");
        assertThat(chart(Map.of(3, 99_999L)).wide()).isFalse();
    }

    @Test
    void barsStandInEqualPlacesFromTheLeftToTheRight() {
        DownloadsChart chart = chart(Map.of(1, 1L, 12, 1L));

        assertThat(chart.months().get(0).middle()).isEqualTo("4.167%");
        assertThat(chart.months().get(11).middle()).isEqualTo("95.833%");
        assertThat(chart.months().get(0).left()).isEqualTo("1.583%");
        assertThat(chart.months().get(0).width()).isEqualTo("5.167%");
        assertThat(chart.most().name()).isEqualTo("November 2026");
    }
}
