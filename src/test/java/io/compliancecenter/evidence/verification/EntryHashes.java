package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import io.compliancecenter.support.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Hashes entries, for tests that generate millions of them. */
public final class EntryHashes {

    private static final Instant YEAR_2000 = Instant.parse("2000-01-01T00:00:00Z");

    private final MessageDigest digest = Sha256.digest();

    /**
     * The hash of an entry.
     *
     * @param recordedAt microseconds since the year 2000
     * @param kind in UTF-8
     */
    public byte[] hash(UUID chain, long sequence, long recordedAt, byte[] kind, byte[] payload, byte[] previousHash) {
        EntryHeader header = EntryHeader.of(
                chain,
                sequence,
                YEAR_2000.plus(recordedAt, ChronoUnit.MICROS),
                new String(kind, StandardCharsets.UTF_8),
                previousHash,
                payload);
        return digest.digest(header.text().getBytes(StandardCharsets.UTF_8));
    }
}
