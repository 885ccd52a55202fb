package io.compliancecenter.evidence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time.
 *
 * @param from the first moment; null if it has no beginning
 * @param until the moment after the last; null if it has no end
 */
record Period(@Nullable Instant from, @Nullable Instant until) {

    // What PostgreSQL can compare with, and any record falls between
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /**
     * Whole days, which have 23 to 25 hours where clocks are changed.
     *
     * @param from the first day; null from the beginning
     * @param to the last day; null without end
     * @param zone in which they begin and end
     */
    static Period of(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {
        return new Period(
                from == null ? null : start(from, zone),
                to == null ? null : start(bounded(to).plusDays(1), zone));
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return bounded(day).atStartOfDay(zone).toInstant();
    }

    private static LocalDate bounded(LocalDate day) {
        return day.isBefore(EARLIEST) ? EARLIEST : day.isAfter(LATEST) ? LATEST : day;
    }
}
