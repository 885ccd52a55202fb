package io.compliancecenter.catalogue.rules;

import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A format of values.
 *
 * @param key of the message that says on a page what the text has to be
 * @param expected the same for a file, in English, as the end of a sentence
 * @param parser returns null, or throws an exception about arguments, dates or numbers, if the text is something else
 */
public record ValueFormat<T>(String key, String expected, Function<String, @Nullable T> parser) {

    private static final Pattern CODES = Pattern.compile("(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*");

    /** A part of an address on the page. */
    public static final ValueFormat<String> CODE = new ValueFormat<>(
            "rule.code",
            "lower-case letters, digits and single hyphens between them, at most 63",
            text -> CODES.matcher(text).matches() ? text : null);

    public static final ValueFormat<LocalDate> DAY =
            new ValueFormat<>("rule.day", "a day of the years 1900 to 2999 as in 2026-02-28", text -> {
                LocalDate day = LocalDate.parse(text);
                return isInRange(day) ? day : null;
            });

    public static final ValueFormat<Period> PERIOD = new ValueFormat<>(
            "rule.period", "a period of one day to 100 years as in P1Y, P3M or P90D (ISO 8601)", text -> {
                Period period = Period.parse(text);
                LocalDate end = LocalDate.EPOCH.plus(period);
                return period.isNegative()
                                || !end.isAfter(LocalDate.EPOCH)
                                || end.isAfter(LocalDate.EPOCH.plusYears(100))
                        ? null
                        : period;
            });

    public static final ValueFormat<String> LINK = new ValueFormat<>("rule.link", "an https:// address", text -> {
        URI uri = URI.create(text);
        boolean valid = "https".equals(uri.getScheme())
                && uri.getHost() != null
                && uri.getRawUserInfo() == null
                && text.equals(uri.toASCIIString());
        return valid ? text : null;
    });

    /** One of the constants of an enum. */
    public static <E extends Enum<E>> ValueFormat<E> oneOf(Class<E> type) {
        String names = Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
        return new ValueFormat<>("rule.choice", "one of " + names, text -> Enum.valueOf(type, text));
    }

    /** The value; empty if the text is not in this format. */
    public Optional<T> parse(String text) {
        try {
            return Optional.ofNullable(parser.apply(text));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Why a text is refused; empty if it is in this format. */
    public Optional<Objection> objection(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Objection("rule.empty", "", "is empty"));
        }
        return parse(text).isPresent()
                ? Optional.empty()
                : Optional.of(new Objection(key, "", "has to be " + expected));
    }

    /** Whether a day is of the years 1900 to 2999. */
    public static boolean isInRange(LocalDate day) {
        return day.getYear() >= 1900 && day.getYear() <= 2999;
    }
}
