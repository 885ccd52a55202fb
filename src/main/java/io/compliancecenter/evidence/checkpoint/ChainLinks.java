package io.compliancecenter.evidence.checkpoint;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Follows all chains at once, each from its first entry to its last. Entries come as they are stored, which is nearly in
 * their order; one that comes early waits for those before it.
 */
final class ChainLinks {

    /** More than wait where nobody meddles, and few enough to keep. */
    static final int MOST_WAITING = 100_000;

    /** More than anyone reads, and few enough to keep. */
    private static final int MOST_FAULTS = 1_000;

    private static final byte[] NO_HASH = new byte[32];

    private final boolean inOrder;
    private final int mostWaiting;
    private final Map<UUID, Chain> chains = new HashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long furtherFaults;
    private int waiting;

    /** Whether one came early that there was no room for. */
    private boolean passedOver;

    /**
     * Knows of no entry yet.
     *
     * @param inOrder whether entries come by their sequence, so that what is not there when it should come is missing
     * @param mostWaiting how many entries may wait for those before them
     */
    ChainLinks(boolean inOrder, int mostWaiting) {
        this.inOrder = inOrder;
        this.mostWaiting = mostWaiting;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Link(long sequence, long recordedAt, byte[] previousHash, byte[] hash) {}

    private static final class Chain {

        private Link last = new Link(0, Long.MIN_VALUE, NO_HASH, NO_HASH);
        private final NavigableMap<Long, Link> early = new TreeMap<>();
    }

    /** Takes the next entry. */
    void add(EntryRow row) {
        Chain chain = chains.computeIfAbsent(row.chain(), unknown -> new Chain());
        Link link = new Link(row.sequence(), row.recordedAt(), row.previousHash(), row.hash());
        if (link.sequence() == chain.last.sequence() + 1) {
            append(row.chain(), chain, link);
            appendEarly(row.chain(), chain);
        } else if (link.sequence() <= chain.last.sequence() || chain.early.containsKey(link.sequence())) {
            fault(row.chain(), link, "is there twice");
        } else if (inOrder) {
            append(row.chain(), chain, link);
        } else if (waiting < mostWaiting) {
            chain.early.put(link.sequence(), link);
            waiting++;
        } else {
            passedOver = true;
        }
    }

    private void appendEarly(UUID id, Chain chain) {
        while (!chain.early.isEmpty() && chain.early.firstKey() == chain.last.sequence() + 1) {
            append(id, chain, chain.early.pollFirstEntry().getValue());
            waiting--;
        }
    }

    private void append(UUID id, Chain chain, Link link) {
        Link last = chain.last;
        if (link.sequence() != last.sequence() + 1) {
            fault(
                    id,
                    link,
                    last.sequence() == 0
                            ? "is the first that is there; what was before it is missing"
                            : "comes after entry %d; what was between them is missing".formatted(last.sequence()));
        } else if (!Arrays.equals(link.previousHash(), last.hash())) {
            fault(id, link, "does not follow the one before it; one of the two is not the one that was recorded");
        }
        if (link.recordedAt() < last.recordedAt()) {
            fault(id, link, "is older than the one before it");
        }
        chain.last = link;
    }

    /**
     * Tells what does not hold, once all entries have come.
     *
     * @return false if so many came early that they must be read again in their order; nothing is told then
     */
    boolean finish(VerificationReport report) {
        if (passedOver) {
            return false;
        }
        chains.forEach((id, chain) -> chain.early.values().forEach(link -> append(id, chain, link)));
        faults.forEach(report::fault);
        if (furtherFaults > 0) {
            report.fault("%,d more entries do not follow the one before them".formatted(furtherFaults));
        }
        return true;
    }

    int chains() {
        return chains.size();
    }

    private void fault(UUID chain, Link link, String what) {
        if (faults.size() < MOST_FAULTS) {
            faults.add("chain %s entry %d: %s".formatted(chain, link.sequence(), what));
        } else {
            furtherFaults++;
        }
    }
}
