package io.compliancecenter.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

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
}
