package io.compliancecenter.evidence;

import io.compliancecenter.support.Sha256;
import java.time.Instant;
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

    private static final CanonicalText FORM = new CanonicalText("an evidence entry", "<length>:" + FORMAT + """

            <length>:<uuid>
            <length>:<number>
            <length>:<time>
            <length>:<kind>
            <length>:<sha256>
            <length>:<sha256>
            """);

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

    /** @throws IllegalArgumentException if the text is anything else; the message ends a sentence about it */
    public static EntryHeader parse(String text) {
        return FORM.parse(
                text,
                fields -> new EntryHeader(
                        UUID.fromString(fields.group(1)),
                        Long.parseLong(fields.group(2)),
                        Instant.parse(fields.group(3)),
                        fields.group(4),
                        fields.group(5),
                        fields.group(6)),
                EntryHeader::text);
    }
}
