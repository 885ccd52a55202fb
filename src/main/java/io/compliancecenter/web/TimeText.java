package io.compliancecenter.web;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * A day or a moment as a page shows it.
 *
 * @param machine ISO 8601, for the {@code datetime} attribute; a moment ends in {@code Z}, a day has no zone
 * @param text for the reader
 * @param language of the text, as a BCP 47 tag; it may differ from that of the words around it
 */
public record TimeText(String machine, String text, String language) {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM);

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT);

    /** A day, which is the same day in every zone. */
    public static TimeText of(LocalDate day, Locale reader) {
        return new TimeText(day.toString(), DAY.withLocale(reader).format(day), reader.toLanguageTag());
    }

    /** A moment, told in UTC; the page's script tells it in the reader's zone, which the server does not know. */
    public static TimeText of(Instant moment, Locale reader) {
        return new TimeText(
                moment.truncatedTo(ChronoUnit.SECONDS).toString(),
                MOMENT.withLocale(reader).format(moment.atOffset(ZoneOffset.UTC)) + " UTC",
                reader.toLanguageTag());
    }
}
