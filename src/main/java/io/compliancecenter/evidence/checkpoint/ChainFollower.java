package io.compliancecenter.evidence.checkpoint;

import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Follows all chains, entry by entry, each from its first to its last. */
final class ChainFollower {

    private static final byte[] NO_HASH = new byte[32];

    private final VerificationReport report;
    private final EntryText text = new EntryText();

    private @Nullable UUID chain;
    private long sequence;
    private long recordedAt;
    private byte[] hash = NO_HASH;

    private long entries;
    private long chains;

    ChainFollower(VerificationReport report) {
        this.report = report;
    }

    /** Takes the next entry; they come by chain and sequence. */
    void follow(EntryRow row) {
        if (!row.chain().equals(chain)) {
            chain = row.chain();
            sequence = 0;
            recordedAt = Long.MIN_VALUE;
            hash = NO_HASH;
            chains++;
        }
        if (row.sequence() != sequence + 1) {
            fault(
                    row,
                    sequence == 0
                            ? "is the first that is there; what was before it is missing"
                            : "comes after entry %d; what was between them is missing".formatted(sequence));
        } else if (!Arrays.equals(row.previousHash(), hash)) {
            fault(row, "does not follow the one before it; one of the two is not the one that was recorded");
        }
        if (!Arrays.equals(text.hash(row), row.hash())) {
            fault(row, "is not what was recorded: its content, time, kind or place was altered, or its hash");
        }
        if (row.recordedAt() < recordedAt) {
            fault(row, "is older than the one before it");
        }
        if (!EntryColumns.match(row)) {
            fault(row, "is filed under another member, certificate, acceptance or permit than its content names");
        }
        sequence = row.sequence();
        recordedAt = row.recordedAt();
        hash = row.hash();
        entries++;
    }

    private void fault(EntryRow row, String what) {
        report.fault("chain %s entry %d: %s".formatted(row.chain(), row.sequence(), what));
    }

    long entries() {
        return entries;
    }

    long chains() {
        return chains;
    }
}
