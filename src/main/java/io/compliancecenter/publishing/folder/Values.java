package io.compliancecenter.publishing.folder;

import io.compliancecenter.organization.directory.OrganizationDirectory;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Values that are written as one line of text; empty for a text that is none. */
final class Values {

    static final String CODE = "lower-case letters, digits and single hyphens between them, at most 63";
    static final String DATE = "a day of the years 1900 to 2999 as in 2026-02-28";
    static final String MOMENT =
            "a time with its offset as in 2026-02-28T09:00+01:00, or a day as in 2026-02-28 (from its"
                    + " start, UTC), of the years 1900 to 2999";
    static final String PERIOD = "a period of one day to 100 years as in P1Y, P3M or P90D (ISO 8601)";
    static final String LANGUAGE = "a language tag as in en, de or pt-BR (BCP 47)";
    static final String VERSION = "a whole number from 1 to 999999999";
    static final String PROTECTION = "remove, or left out";
    static final String LINK = "an https:// address";
    static final String EMAIL = "an e-mail address";
    static final String KEY = "1 to 254 characters of a-z, 0-9 and punctuation, without spaces";
    static final String RETURNS = "true, false, or the id that the log gave";

    private static final Pattern CODE_PATTERN = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern VERSION_PATTERN = Pattern.compile("[1-9][0-9]{0,8}");
    private static final Pattern KEY_PATTERN = Pattern.compile("[!-~]{1,254}");
    private static final Pattern ID_PATTERN = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern EMAIL_PATTERN = Pattern.compile("[!-?A-~]+@[!-?A-~]+");

    private Values() {}

    /** What stands in addresses. */
    static Optional<String> code(String text) {
        return Optional.of(text)
                .filter(code ->
                        code.length() <= 63 && CODE_PATTERN.matcher(code).matches());
    }

    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text)).filter(date -> date.getYear() >= 1900 && date.getYear() <= 2999);
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** A moment, to the microsecond, which is what the database keeps; a day stands for its start in UTC. */
    static Optional<Instant> moment(String text) {
        try {
            OffsetDateTime moment = text.contains("T")
                    ? OffsetDateTime.parse(text)
                    : LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC);
            return Optional.of(moment)
                    .filter(time -> time.getYear() >= 1900 && time.getYear() <= 2999)
                    .map(time -> time.toInstant().truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    /** Whether the protection of a PDF is to be removed. */
    static Optional<Boolean> protection(String text) {
        return text.equals("remove") ? Optional.of(true) : Optional.empty();
    }

    static Optional<Period> period(String text) {
        try {
            Period period = Period.parse(text);
            LocalDate start = LocalDate.EPOCH;
            LocalDate end = start.plus(period);
            boolean fine = !period.isNegative() && end.isAfter(start) && !end.isAfter(start.plusYears(100));
            return fine ? Optional.of(period) : Optional.empty();
        } catch (DateTimeException | ArithmeticException malformed) {
            return Optional.empty();
        }
    }

    /** A language as it is written in its usual form, so that none has two names. */
    static Optional<Locale> language(String text) {
        Locale locale = Locale.forLanguageTag(text);
        return Optional.of(locale)
                .filter(language -> !language.getLanguage().isEmpty()
                        && language.toLanguageTag().equals(text));
    }

    static Optional<Integer> version(String text) {
        return VERSION_PATTERN.matcher(text).matches() ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    static Optional<String> link(String text) {
        try {
            URI uri = new URI(text);
            boolean https = "https".equals(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && text.equals(uri.toASCIIString());
            return https ? Optional.of(text) : Optional.empty();
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    /** In lower case, which is how addresses are compared. */
    static Optional<String> email(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(email ->
                        email.length() <= 254 && EMAIL_PATTERN.matcher(email).matches());
    }

    /** In lower case, since default keys are. */
    static Optional<String> key(String text) {
        return Optional.of(text.toLowerCase(Locale.ROOT))
                .filter(key -> KEY_PATTERN.matcher(key).matches());
    }

    /** Which retired one returns, empty inside for none: see {@link OrganizationDirectory.User}. */
    static Optional<Optional<String>> returns(String text) {
        String which = text.toLowerCase(Locale.ROOT);
        if (which.equals("false")) {
            return Optional.of(Optional.empty());
        }
        return which.equals(OrganizationDirectory.LAST_RETIRED)
                        || ID_PATTERN.matcher(which).matches()
                ? Optional.of(Optional.of(which))
                : Optional.empty();
    }

    static <E extends Enum<E>> Function<String, Optional<E>> oneOf(Class<E> values) {
        return text -> Arrays.stream(values.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst();
    }

    static <E extends Enum<E>> String namesOf(Class<E> values) {
        return "one of "
                + Arrays.stream(values.getEnumConstants()).map(Enum::name).collect(Collectors.joining(", "));
    }
}
