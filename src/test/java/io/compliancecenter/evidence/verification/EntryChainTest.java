package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(faults(entry(1), entry(2), entry(3), entry(4))).isEmpty();
    }

    // EntryChain.fault: "is there twice"
    @Test
    void anEntryThatIsThereTwiceIsNamed() {
        assertThat(faults(entry(1), entry(2), entry(2))).containsExactly("is there twice");
    }

    // EntryChain.fault: "what was before it is missing", "what was between them is missing"
    @Test
    void whatIsMissingIsNamed() {
        assertThat(faults(entry(2), entry(3)))
                .containsExactly("is the first that is there; what was before it is missing");
        assertThat(faults(entry(1), entry(4), entry(5)))
                .containsExactly("comes after entry 1; what was between them is missing");
    }

    // EntryChain.fault: the comparison of the hashes
    @Test
    void anEntryThatFollowsAnotherIsNamed() {
        String finding = "does not follow the one before it; one of the two is not the one that was recorded";
        assertThat(faults(entry(1), entry(CHAIN, 2, 2, hash(99), hash(2)), entry(3)))
                .containsExactly(finding);
        assertThat(faults(entry(CHAIN, 1, 1, hash(99), hash(1)))).containsExactly(finding);
    }

    // EntryChain.fault: "is older"
    @Test
    void anEntryThatIsOlderThanTheOneBeforeIsNamed() {
        assertThat(faults(entry(1), entry(CHAIN, 2, 0, hash(1), hash(2)), entry(3)))
                .containsExactly("is older than the one before it");
        assertThat(faults(entry(1), entry(CHAIN, 2, 1, hash(1), hash(2)))).isEmpty();
    }

    // EntryChain.add: another chain
    @Test
    void chainsAreFollowedEachByItself() {
        assertThat(faults(entry(1), entry(2), entry(new UUID(0, 8), 1, 0, hash(0), hash(50))))
                .isEmpty();
    }

    private static List<String> faults(StoredEntry... entries) {
        EntryChain chain = new EntryChain();
        return Arrays.stream(entries).map(chain::add).flatMap(Optional::stream).toList();
    }

    private static StoredEntry entry(int sequence) {
        return entry(CHAIN, sequence, sequence, hash(sequence - 1), hash(sequence));
    }

    private static StoredEntry entry(UUID chain, int sequence, long second, byte[] previous, byte[] hash) {
        return new StoredEntry(
                chain, sequence, Instant.ofEpochSecond(second), "kind", new byte[0], previous, hash, null, null, null);
    }

    private static byte[] hash(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        return hash;
    }
}
