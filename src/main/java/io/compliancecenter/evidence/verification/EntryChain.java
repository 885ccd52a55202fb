package io.compliancecenter.evidence.verification;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows the chains one after the other, each from its first entry to its last. */
final class EntryChain {

    private static final byte[] NO_HASH = new byte[32];

    private @Nullable UUID chain;
    private long chains;
    private long sequence;
    private Instant recordedAt = Instant.MIN;
    private byte[] hash = NO_HASH;

    /**
     * Takes the next entry, by chain and sequence.
     *
     * @return what is wrong with its place; empty if it follows the one before
     */
    Optional<String> add(StoredEntry entry) {
        if (!entry.chain().equals(chain)) {
            chain = entry.chain();
            chains++;
            sequence = 0;
            recordedAt = Instant.MIN;
            hash = NO_HASH;
        }
        String fault = fault(entry);
        sequence = entry.sequence();
        recordedAt = entry.recordedAt();
        hash = entry.hash();
        return Optional.ofNullable(fault);
    }

    private @Nullable String fault(StoredEntry entry) {
        if (entry.sequence() <= sequence) {
            return "is there twice";
        }
        if (entry.sequence() != sequence + 1) {
            return sequence == 0
                    ? "is the first that is there; what was before it is missing"
                    : "comes after entry %d; what was between them is missing".formatted(sequence);
        }
        if (!Arrays.equals(entry.previousHash(), hash)) {
            return "does not follow the one before it; one of the two is not the one that was recorded";
        }
        return entry.recordedAt().isBefore(recordedAt) ? "is older than the one before it" : null;
    }

    /** How many chains there were so far. */
    long chains() {
        return chains;
    }
}
