package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said of entries that do not follow each other, in whichever order they come. */
class ChainLinksTest {

    private static final UUID CHAIN = new UUID(0, 7);
    private static final int ENOUGH = 10;

    @Test
    void aWholeChainHoldsInAnyOrder() {
        assertThat(faults(ENOUGH, entry(1), entry(2), entry(3), entry(4))).isEmpty();
        assertThat(faults(ENOUGH, entry(4), entry(2), entry(3), entry(1))).isEmpty();
        assertThat(faults(ENOUGH, entry(3), entry(4), entry(1), entry(2))).isEmpty();
    }

    // ChainLinks.add: "is there twice", both of its conditions
    @Test
    void anEntryThatIsThereTwiceIsNamed() {
        assertThat(faults(ENOUGH, entry(1), entry(2), entry(1))).containsExactly("entry 1: is there twice");
        assertThat(faults(ENOUGH, entry(3), entry(3), entry(1), entry(2))).containsExactly("entry 3: is there twice");
    }

    // ChainLinks.append: "what was before it is missing", "what was between them is missing"
    @Test
    void whatIsMissingIsNamed() {
        assertThat(faults(ENOUGH, entry(2), entry(3)))
                .containsExactly("entry 2: is the first that is there; what was before it is missing");
        assertThat(faults(ENOUGH, entry(4), entry(1), entry(5)))
                .containsExactly("entry 4: comes after entry 1; what was between them is missing");
        assertThat(faultsInOrder(entry(1), entry(4), entry(5)))
                .containsExactly("entry 4: comes after entry 1; what was between them is missing");
    }

    // ChainLinks.append: the comparison of the hashes
    @Test
    void anEntryThatFollowsAnotherIsNamed() {
        EntryRow stranger = entry(2, 2, hash(99), hash(2));
        assertThat(faults(ENOUGH, entry(1), stranger, entry(3)))
                .containsExactly(
                        "entry 2: does not follow the one before it; one of the two is not the one that was recorded");
        EntryRow first = entry(1, 1, hash(99), hash(1));
        assertThat(faults(ENOUGH, first)).singleElement().asString().startsWith("entry 1: does not follow");
    }

    // ChainLinks.append: "is older"
    @Test
    void anEntryThatIsOlderThanTheOneBeforeIsNamed() {
        assertThat(faults(ENOUGH, entry(1), entry(2, 0, hash(1), hash(2)), entry(3)))
                .containsExactly("entry 2: is older than the one before it");
        assertThat(faults(ENOUGH, entry(1), entry(2, 1, hash(1), hash(2)))).isEmpty();
    }

    // ChainLinks.add: the chains, each by itself
    @Test
    void chainsAreFollowedEachByItself() {
        EntryRow other =
                new EntryRow(new UUID(0, 8), 1, 0, new byte[0], new byte[0], hash(0), hash(50), null, null, null);
        assertThat(faults(ENOUGH, entry(1), other, entry(2))).isEmpty();
    }

    // ChainLinks.finish: passedOver. How many wait when all has come does not tell whether one was passed over before.
    @Test
    void nothingIsToldWhenMoreComeEarlyThanCanWait() {
        for (List<EntryRow> rows : List.of(
                List.of(entry(2), entry(3), entry(4), entry(1)), List.of(entry(2), entry(3), entry(5), entry(1)))) {
            ChainLinks links = new ChainLinks(false, 2);
            rows.forEach(links::add);
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            assertThat(links.finish(report(printed))).isFalse();
            assertThat(printed.size()).isZero();
        }
        assertThat(faults(2, entry(2), entry(3), entry(1), entry(5), entry(6), entry(4)))
                .isEmpty();
    }

    // ChainLinks.fault: furtherFaults
    @Test
    void moreFaultsThanAnyoneReadsAreCounted() {
        ChainLinks links = new ChainLinks(true, 0);
        IntStream.rangeClosed(1, 1_003)
                .mapToObj(number -> entry(number, number, hash(number + 1), hash(number)))
                .forEach(links::add);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        VerificationReport report = report(printed);
        links.finish(report);
        assertThat(report.faults()).isEqualTo(1_001);
    }

    private static List<String> faults(int mostWaiting, EntryRow... rows) {
        return faults(new ChainLinks(false, mostWaiting), rows);
    }

    private static List<String> faultsInOrder(EntryRow... rows) {
        return faults(new ChainLinks(true, 0), rows);
    }

    private static List<String> faults(ChainLinks links, EntryRow... rows) {
        Arrays.stream(rows).forEach(links::add);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        assertThat(links.finish(report(printed))).isTrue();
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.replace("FAIL  chain " + CHAIN + " ", ""))
                .toList();
    }

    private static VerificationReport report(ByteArrayOutputStream printed) {
        return new VerificationReport(new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private static EntryRow entry(int sequence) {
        return entry(sequence, sequence, hash(sequence - 1), hash(sequence));
    }

    private static EntryRow entry(int sequence, long recordedAt, byte[] previous, byte[] hash) {
        return new EntryRow(CHAIN, sequence, recordedAt, new byte[0], new byte[0], previous, hash, null, null, null);
    }

    private static byte[] hash(int number) {
        byte[] hash = new byte[32];
        hash[0] = (byte) number;
        hash[1] = (byte) (number >> 8);
        return hash;
    }
}
