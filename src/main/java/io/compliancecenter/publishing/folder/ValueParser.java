package io.compliancecenter.publishing.folder;

import io.compliancecenter.catalogue.Audience.Otherwise;
import io.compliancecenter.catalogue.rules.ValueFormat;
import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses one line of text into a value.
 *
 * @param expected what the text has to be, as the end of a sentence
 * @param substitute replaces a wrong value
 * @param parser returns null, or throws an exception about arguments, dates or numbers, if the text is something else
 */
record ValueParser<T>(String expected, T substitute, Function<String, @Nullable T> parser) {

    private static final Instant FIRST_RECORDED = Instant.parse("2000-01-01T00:00:00Z");

    /** A part of an address on the page. */
    static final ValueParser<String> CODE = of(ValueFormat.CODE, "");

    /** In lower case: addresses are compared without case. */
    static final ValueParser<String> EMAIL = inLowerCase("an e-mail address", "(?=.{1,254}$)[!-?A-~]+@[!-?A-~]+");

    /** In lower case, as default keys are. */
    static final ValueParser<String> KEY =
            inLowerCase("1 to 254 characters of a-z, 0-9 and punctuation, without spaces", "[!-~]{1,254}");

    static final ValueParser<LocalDate> DATE = of(ValueFormat.DAY, LocalDate.EPOCH);

    /** To the microsecond, like the database. A day is its start in UTC. */
    static final ValueParser<Instant> TIME = new ValueParser<>(
            "a time with its offset as in 2026-02-28T09:00+01:00, or a day as in 2026-02-28 (from its start, UTC), of the"
                    + " years 1900 to 2999",
            Instant.EPOCH,
            text -> {
                OffsetDateTime time = text.contains("T")
                        ? OffsetDateTime.parse(text)
                        : LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
                return ValueFormat.isInRange(time.toLocalDate())
                        ? time.toInstant().truncatedTo(ChronoUnit.MICROS)
                        : null;
            });

    /** A time that may be part of the record. */
    static final ValueParser<Instant> RECORDED_TIME =
            new ValueParser<>(TIME.expected().replace("1900", "2000"), Instant.EPOCH, text -> {
                Instant time = TIME.parser().apply(text);
                return time == null || time.isBefore(FIRST_RECORDED) ? null : time;
            });

    static final ValueParser<Period> PERIOD = of(ValueFormat.PERIOD, Period.ofYears(1));

    /** What a version of the terms changes. */
    static final ValueParser<Kind> KIND =
            new ValueParser<>("material or editorial", Kind.MATERIAL, text -> switch (text) {
                case "material" -> Kind.MATERIAL;
                case "editorial" -> Kind.EDITORIAL;
                default -> null;
            });

    /** Only in its canonical form, so that no language has two names. */
    static final ValueParser<Locale> LANGUAGE =
            new ValueParser<>("a language tag as in en, de or pt-BR (BCP 47)", Locale.ENGLISH, text -> {
                Locale locale = Locale.forLanguageTag(text);
                return locale.getLanguage().isEmpty() || !locale.toLanguageTag().equals(text) ? null : locale;
            });

    static final ValueParser<Integer> VERSION = new ValueParser<>(
            "a whole number from 1 to 999999999",
            0,
            text -> text.matches("[1-9][0-9]{0,8}") ? Integer.valueOf(text) : null);

    static final ValueParser<String> LINK = of(ValueFormat.LINK, "");

    /** Whether to remove the protection of a PDF. */
    static final ValueParser<String> PROTECTION = matching("remove, or left out", "remove");

    /** Whether to publish a PDF with what is attached to it, or its links to web pages that are not encrypted. */
    static final ValueParser<String> KEEP = matching("keep, or left out", "keep");

    /** What those see of a certificate whom it is not for. */
    static final ValueParser<Otherwise> OTHERWISE =
            new ValueParser<>("on-request or hidden", Otherwise.HIDDEN, text -> switch (text) {
                case "on-request" -> Otherwise.ON_REQUEST;
                case "hidden" -> Otherwise.HIDDEN;
                default -> null;
            });

    /** Which retired entry returns, if any: see {@code OrganizationDirectory.User}. */
    static final ValueParser<String> RETURNS = inLowerCase(
            "true, false, or the id that the log gave", "true|false|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    /** The value; empty if the text is not in this format. */
    Optional<T> parse(String text) {
        try {
            return Optional.ofNullable(parser.apply(text));
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** One of the constants of an enum. */
    static <E extends Enum<E>> ValueParser<E> oneOf(Class<E> type) {
        return of(ValueFormat.oneOf(type), type.getEnumConstants()[0]);
    }

    static <T> ValueParser<T> of(ValueFormat<T> format, T substitute) {
        return new ValueParser<>(format.expected(), substitute, format.parser());
    }

    private static ValueParser<String> matching(String expected, String regex) {
        Pattern pattern = Pattern.compile(regex);
        return new ValueParser<>(expected, "", text -> pattern.matcher(text).matches() ? text : null);
    }

    private static ValueParser<String> inLowerCase(String expected, String regex) {
        ValueParser<String> parser = matching(expected, regex);
        return new ValueParser<>(expected, "", text -> parser.parser.apply(text.toLowerCase(Locale.ROOT)));
    }
}
