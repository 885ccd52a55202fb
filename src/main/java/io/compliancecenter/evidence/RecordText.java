package io.compliancecenter.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** How the texts that are hashed and signed are spelled; each thing in one way only. All are in ASCII. */
public final class RecordText {

    /** The first field of an entry's text. */
    public static final String ENTRY_FORMAT = "compliance-center evidence entry 1";

    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private RecordText() {}

    /**
     * The fields as <a href="https://cr.yp.to/proto/netstrings.txt">netstrings</a>, each on a line of its own: no two different
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

    /**
     * The text that an entry's hash is taken over; the function {@code evidence_entry_text} of the database makes the same.
     *
     * @param previousHash of the entry before, in lower-case hexadecimal
     * @param payloadSha256 in lower-case hexadecimal
     */
    public static String entry(
            UUID chain, long sequence, Instant recordedAt, String kind, String previousHash, String payloadSha256) {
        return netstrings(List.of(
                ENTRY_FORMAT,
                chain.toString(),
                Long.toString(sequence),
                time(recordedAt),
                kind,
                previousHash,
                payloadSha256));
    }

    /** The moment in UTC, always with six digits of microseconds. */
    public static String time(Instant moment) {
        return MICROSECONDS.format(moment);
    }
}
