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

/** The form of a text that is hashed or signed. Each value has exactly one text, so that any other spelling is refused. */
public final class CanonicalText {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final String what;
    private final String format;
    private final Pattern pattern;

    /**
     * @param what what the text is, for messages
     * @param template the text, with {@code <length>}, {@code <number>}, {@code <time>}, {@code <kind>}, {@code <uuid>}, {@code
     *     <sha256>} or {@code <path>} for what differs
     */
    public CanonicalText(String what, String template) {
        this.what = what;
        this.format = template.replaceAll("<\\w+>", "%s");
        this.pattern = Pattern.compile(template.replace("<length>", "\\d+")
                .replace("<number>", "(\\d+)")
                .replace("<time>", "(\\S+)")
                .replace("<kind>", "([a-z-]+)")
                .replace("<uuid>", "([0-9a-f-]{36})")
                .replace("<sha256>", "([0-9a-f]{64})")
                // A path of a tree whose size is an int has at most 30 nodes.
                .replace("<path>", "((?:path: [0-9a-f]{64}\n){0,30})"));
    }

    public String text(Object... fields) {
        return format.formatted(fields);
    }

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
     * Parses a text.
     *
     * @param read makes the value from the groups of the fields
     * @param write makes the text of the value
     * @throws IllegalArgumentException if it is anything else; the message ends a sentence about the text
     */
    public <T> T parse(String text, Function<Matcher, T> read, Function<T, String> write) {
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
