package io.compliancecenter.desk.downloads;

import io.compliancecenter.web.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The months of a filter's period, oldest first: the last twelve at most, and none after today.
 *
 * @param period that is counted, which may begin and end inside of a month
 * @param today in the same zone
 */
record DownloadMonths(List<YearMonth> months, Period period, LocalDate today) {

    /** So that what is read is bounded, however long there have been downloads. */
    static final int MOST = 12;

    /** No record is older, and PostgreSQL can compare with it. */
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);

    /** @param now by the database's clock, which stamps the downloads */
    static DownloadMonths of(DownloadsFilter filter, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, filter.zone());
        LocalDate last = earlier(filter.to(), today);
        if (last.isBefore(EARLIEST.plusYears(1))) {
            return new DownloadMonths(List.of(), filter.period(), today);
        }
        LocalDate first =
                later(filter.from(), YearMonth.from(last).minusMonths(MOST - 1L).atDay(1));
        List<YearMonth> months = first.isAfter(last)
                ? List.of()
                : Stream.iterate(
                                YearMonth.from(first),
                                month -> !month.isAfter(YearMonth.from(last)),
                                month -> month.plusMonths(1))
                        .toList();
        return new DownloadMonths(months, new Period(first, filter.to() == null ? null : last, filter.zone()), today);
    }

    private static LocalDate earlier(@Nullable LocalDate day, LocalDate other) {
        return day == null || day.isAfter(other) ? other : day;
    }

    private static LocalDate later(@Nullable LocalDate day, LocalDate other) {
        return day == null || day.isBefore(other) ? other : day;
    }

    /** Whether a month is not over yet, or only partly in the period. */
    boolean isPart(YearMonth month) {
        LocalDate from = period.from();
        LocalDate to = period.to();
        return !today.isAfter(month.atEndOfMonth())
                || (from != null && from.isAfter(month.atDay(1)))
                || (to != null && to.isBefore(month.atEndOfMonth()));
    }

    /** The first day of a month that is in the period. */
    LocalDate firstDay(YearMonth month) {
        return later(period.from(), month.atDay(1));
    }

    /** The last day of a month that is in the period. */
    LocalDate lastDay(YearMonth month) {
        return earlier(period.to(), month.atEndOfMonth());
    }

    /** When each month begins in the zone. */
    Instant[] starts() {
        ZoneId zone = period.zone();
        return months.stream()
                .map(month -> month.atDay(1).atStartOfDay(zone).toInstant())
                .toArray(Instant[]::new);
    }
}
