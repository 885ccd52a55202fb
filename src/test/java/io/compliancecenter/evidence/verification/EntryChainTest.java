package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.EntryHeader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is reported of entries that do not follow each other. */
class EntryChainTest {

    private static final UUID CHAIN = new UUID(0, 7);

    @Test
    void aWholeChainHolds() {
        assertThat(problems(entry(1), entry(2), entry(3), entry(4))).isEmpty();
    }

    // EntryChain: "appears twice"
    @Test
    void anEntryThatAppearsTwiceIsNamed() {
        assertThat(problems(entry(1), entry(2), entry(2))).containsExactly("appears twice");
    }

    // EntryChain: "is the first one found", "comes after"
    @Test
    void missingEntriesAreNamed() {
        assertThat(problems(entry(2), entry(3)))
                .containsExactly("is the first one found; the entries before it are missing");
        assertThat(problems(entry(1), entry(4), entry(5)))
                .containsExactly("comes after entry 1; the entries between them are missing");
    }

    // EntryChain: the comparison of the hashes
    @Test
    void anEntryThatFollowsAnotherIsNamed() {
        String finding = "does not follow the entry before it; one of the two was altered";
        assertThat(problems(entry(1), entry(CHAIN, 2, 2, 99), entry(3))).containsExactly(finding);
        assertThat(problems(entry(CHAIN, 1, 1, 99))).containsExactly(finding);
    }

    // EntryChain: "is older"
    @Test
    void anEntryThatIsOlderThanTheOneBeforeIsNamed() {
        assertThat(problems(entry(1), entry(CHAIN, 2, 0, 1), entry(3)))
                .containsExactly("is older than the entry before it");
        assertThat(problems(entry(1), entry(CHAIN, 2, 1, 1))).isEmpty();
    }

    // EntryChain: "belongs to another chain"
    @Test
    void anEntryOfAnotherChainIsNamed() {
        UUID other = new UUID(0, 8);
        assertThat(problems(entry(1), entry(other, 2, 2, 1))).containsExactly("belongs to another chain, " + other);
    }

    // EntryChain: "complete"
    @Test
    void aPartOfAChainMayStartAnywhereButNotNameAnEntryBeforeTheFirst() {
        EntryChain part = new EntryChain(false);
        assertThat(part.add(entry(5), hash(5))).isEmpty();
        assertThat(part.add(entry(6), hash(6))).isEmpty();
        assertThat(new EntryChain(false).add(entry(CHAIN, 1, 1, 99), hash(1))).isPresent();
    }

    private static List<String> problems(EntryHeader... entries) {
        EntryChain chain = new EntryChain(true);
        return Arrays.stream(entries)
                .map(entry -> chain.add(entry, hash((int) entry.sequence())))
                .flatMap(Optional::stream)
                .toList();
    }

    private static EntryHeader entry(int sequence) {
        return entry(CHAIN, sequence, sequence, sequence - 1);
    }

    private static EntryHeader entry(UUID chain, int sequence, long second, int previous) {
        return new EntryHeader(
                chain, sequence, Instant.ofEpochSecond(second), "kind", hash(previous), EntryHeader.NO_HASH);
    }

    private static String hash(int number) {
        return "%064x".formatted(number);
    }
}
