package io.compliancecenter.evidence.checkpoint;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** How the texts that are hashed and signed are spelled; each thing in one way only. All are in ASCII. */
public final class RecordText {

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private RecordText() {}

    /**
     * The fields as <a href="https://cr.yp.to/proto/netstrings.txt">netstrings</a>, each on a line of its own: no two different
     * lists of fields have the same text.
     */
    public static String netstrings(List<String> fields) {
        StringBuilder text = new StringBuilder(320);
        fields.forEach(
                field -> text.append(field.length()).append(':').append(field).append('\n'));
        return text.toString();
    }

    /** The moment in UTC, always with six digits of microseconds. */
    public static String time(Instant moment) {
        return MICROSECONDS.format(moment);
    }
}
