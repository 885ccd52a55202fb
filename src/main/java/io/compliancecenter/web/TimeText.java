package io.compliancecenter.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A day or a moment, formatted for a page.
 *
 * @param machine ISO 8601, for the {@code datetime} attribute; a moment is in UTC and ends in {@code Z}, a day has no zone
 * @param text for the reader; a moment includes the offset of its zone
 */
public record TimeText(String machine, String text) {

    /** A day, which is the same day in every zone, for example <em>9 Dec 2026</em>. */
    public static TimeText of(LocalDate day, Locale language) {
        return new TimeText(day.toString(), TimeFormats.of(language).day().format(day));
    }

    /**
     * The last minute before a moment at which something ends. What ends with a day has that day, and not the next at midnight.
     *
     * @param end the first moment at which it is over
     */
    public static TimeText ofEnd(Instant end, Locale language, ZoneId zone) {
        return new TimeText(
                end.truncatedTo(ChronoUnit.SECONDS).toString(),
                of(end.minusNanos(1), language, zone).text());
    }

    /** A moment to the minute in a zone, for example <em>9 Dec 2026, 23:04 UTC+1</em>. */
    public static TimeText of(Instant moment, Locale language, ZoneId zone) {
        String text = TimeFormats.of(language).moment().format(moment.atZone(zone));
        return new TimeText(moment.truncatedTo(ChronoUnit.SECONDS).toString(), text.replace("UTC-", "UTC\u2212"));
    }

    /** As {@link #of(Instant, Locale, ZoneId)}; null for null. */
    public static @Nullable TimeText ofNullable(@Nullable Instant moment, Locale language, ZoneId zone) {
        return moment == null ? null : of(moment, language, zone);
    }

    /** As {@link #ofEnd(Instant, Locale, ZoneId)}; null for null. */
    public static @Nullable TimeText ofNullableEnd(@Nullable Instant end, Locale language, ZoneId zone) {
        return end == null ? null : ofEnd(end, language, zone);
    }
}
