package io.compliancecenter.evidence;

import io.compliancecenter.support.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/**
 * The fields that an entry's hash is computed from. Their text has each field as a
 * <a href="https://cr.yp.to/proto/netstrings.txt">netstring</a> on its own line, so that people can read it, {@code sha256sum}
 * can check it, and no two entries have the same text. The payload is included by its hash, so that a chain can be shown to
 * somebody who may not read every payload.
 *
 * <p>The database computes the same text when it adds an entry (function {@code evidence_entry_text}).
 *
 * @param chain the Organization's id; all zeros for the vendor's own chain
 * @param sequence counts from 1 in each chain
 * @param recordedAt set by the database, in microseconds
 * @param kind for example {@code acceptance-recorded}
 * @param previousHash of the entry before, in lower-case hexadecimal; zeros for the first
 * @param payloadSha256 in lower-case hexadecimal
 */
public record EntryHeader(
        UUID chain, long sequence, Instant recordedAt, String kind, String previousHash, String payloadSha256) {

    /** The previous hash of the first entry. */
    public static final String NO_HASH = "0".repeat(64);

    private static final String FORMAT = "compliance-center evidence entry 1";

    /** The header of a stored entry. */
    public static EntryHeader of(
            UUID chain, long sequence, Instant recordedAt, String kind, byte[] previousHash, byte[] payload) {
        return new EntryHeader(
                chain, sequence, recordedAt, kind, HexFormat.of().formatHex(previousHash), Sha256.of(payload));
    }

    /** The exact text, in ASCII. */
    public String text() {
        return CanonicalText.netstrings(List.of(
                FORMAT,
                chain.toString(),
                Long.toString(sequence),
                CanonicalText.time(recordedAt),
                kind,
                previousHash,
                payloadSha256));
    }

    /** The entry's hash, in lower-case hexadecimal. */
    public String hash() {
        return Sha256.of(text());
    }

    /**
     * Parses the text of an entry.
     *
     * @throws IllegalArgumentException if it is not the text of an entry
     */
    public static EntryHeader parse(String text) {
        List<String> fields = fields(text);
        if (fields.size() != 7 || !fields.get(0).equals(FORMAT)) {
            throw new IllegalArgumentException("is not an evidence entry of format 1");
        }
        EntryHeader header;
        try {
            header = new EntryHeader(
                    UUID.fromString(fields.get(1)),
                    Long.parseLong(fields.get(2)),
                    Instant.parse(fields.get(3)),
                    fields.get(4),
                    fields.get(5),
                    fields.get(6));
        } catch (RuntimeException malformed) {
            throw new IllegalArgumentException("has a malformed field", malformed);
        }
        // An entry has exactly one text: any other spelling is refused.
        if (!header.text().equals(text)) {
            throw new IllegalArgumentException("is not in canonical form");
        }
        return header;
    }

    private static List<String> fields(String text) {
        List<String> fields = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int colon = text.indexOf(':', at);
            if (colon < 0 || colon - at > 6) {
                throw new IllegalArgumentException("has a field without a length");
            }
            int length;
            try {
                length = Integer.parseInt(text, at, colon, 10);
            } catch (NumberFormatException malformed) {
                throw new IllegalArgumentException("has a field without a length", malformed);
            }
            int end = colon + 1 + length;
            if (length < 0 || end >= text.length() || text.charAt(end) != '\n') {
                throw new IllegalArgumentException("has a field whose length is wrong");
            }
            fields.add(text.substring(colon + 1, end));
            at = end + 1;
        }
        return fields;
    }
}
