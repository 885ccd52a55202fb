package io.compliancecenter.evidence.verification;

import io.compliancecenter.evidence.EntryHeader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Checks that the entries of a chain follow each other, in a bundle as in the database. */
final class EntryChain {

    private final boolean complete;
    private @Nullable EntryHeader last;
    private String lastHash = EntryHeader.NO_HASH;

    /** @param complete whether the chain must start with its first entry */
    EntryChain(boolean complete) {
        this.complete = complete;
    }

    /**
     * Takes the next entry, by sequence.
     *
     * @param hash the entry's hash, in lower-case hexadecimal
     * @return what is wrong with its place; empty if it follows the one before
     */
    Optional<String> add(EntryHeader entry, String hash) {
        String problem = problem(entry, last);
        last = entry;
        lastHash = hash;
        return Optional.ofNullable(problem);
    }

    private @Nullable String problem(EntryHeader entry, @Nullable EntryHeader before) {
        if (before == null && entry.sequence() != 1) {
            return complete ? "is the first one found; the entries before it are missing" : null;
        }
        if (before != null) {
            if (!entry.chain().equals(before.chain())) {
                return "belongs to another chain, " + entry.chain();
            }
            if (entry.sequence() <= before.sequence()) {
                return "appears twice";
            }
            if (entry.sequence() != before.sequence() + 1) {
                return "comes after entry %d; the entries between them are missing".formatted(before.sequence());
            }
            if (entry.recordedAt().isBefore(before.recordedAt())) {
                return "is older than the entry before it";
            }
        }
        return entry.previousHash().equals(lastHash)
                ? null
                : "does not follow the entry before it; one of the two was altered";
    }

    /** The last entry; null if there was none. */
    @Nullable
    EntryHeader last() {
        return last;
    }
}
