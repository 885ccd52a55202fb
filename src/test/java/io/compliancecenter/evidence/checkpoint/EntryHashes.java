package io.compliancecenter.evidence.checkpoint;

import java.util.UUID;

/** Hashes entries as fast as the product does when it checks them, for whoever makes millions of them. */
public final class EntryHashes {

    private final EntryText text = new EntryText();

    /**
     * The hash of an entry.
     *
     * @param recordedAt microseconds since the year 2000
     * @param kind in UTF-8
     */
    public byte[] hash(UUID chain, long sequence, long recordedAt, byte[] kind, byte[] payload, byte[] previousHash) {
        return text.hash(
                new EntryRow(chain, sequence, recordedAt, kind, payload, previousHash, previousHash, null, null, null));
    }
}
