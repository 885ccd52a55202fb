package io.compliancecenter.evidence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The canonical form of the texts that are hashed and signed. */
public final class CanonicalText {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private CanonicalText() {}

    /**
     * The fields as <a href="https://cr.yp.to/proto/netstrings.txt">netstrings</a>, each on its own line: no two different
     * lists of fields have the same text.
     */
    public static String netstrings(List<String> fields) {
        StringBuilder text = new StringBuilder(320);
        fields.forEach(field -> text.append(field.getBytes(StandardCharsets.UTF_8).length)
                .append(':')
                .append(field)
                .append('\n'));
        return text.toString();
    }

    /** The time in UTC, always with six digits of microseconds. */
    public static String time(Instant time) {
        return MICROSECONDS.format(time);
    }

    /**
     * Parses a text. Each value has exactly one text, so that any other spelling is refused.
     *
     * @param what what the text must be, for the message
     * @param read makes the value from the groups of the pattern
     * @param write makes the text of the value
     * @throws IllegalArgumentException if it is anything else; the message ends a sentence about the text
     */
    public static <T> T parse(
            String text, String what, Pattern pattern, Function<Matcher, T> read, Function<T, String> write) {
        Matcher fields = pattern.matcher(text);
        if (fields.matches()) {
            try {
                T value = read.apply(fields);
                if (write.apply(value).equals(text)) {
                    return value;
                }
            } catch (DateTimeException | IllegalArgumentException malformed) {
                throw new IllegalArgumentException("is not " + what + " in canonical form", malformed);
            }
        }
        throw new IllegalArgumentException("is not " + what + " in canonical form");
    }
}
