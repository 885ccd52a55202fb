package io.compliancecenter.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A period of whole days in a zone.
 *
 * @param from the first day; null if there is none
 * @param to the last day; null if there is none
 */
public record Period(@Nullable LocalDate from, @Nullable LocalDate to, ZoneId zone) {

    // PostgreSQL can compare with these, and every record is between them.
    private static final LocalDate EARLIEST = LocalDate.of(1, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(9999, 12, 31);

    /** When the first day begins; null if there is none. */
    public @Nullable Instant begin() {
        return from == null ? null : startOf(from);
    }

    /** When the last day ends, which is after 23 to 25 hours where clocks are changed; null if there is none. */
    public @Nullable Instant end() {
        return to == null ? null : startOf(within(to).plusDays(1));
    }

    private Instant startOf(LocalDate day) {
        return within(day).atStartOfDay(zone).toInstant();
    }

    private static LocalDate within(LocalDate day) {
        return day.isBefore(EARLIEST) ? EARLIEST : day.isAfter(LATEST) ? LATEST : day;
    }
}
