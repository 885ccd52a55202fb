package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.download.Sha256;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Two sums are the same where the collections are, whatever their order, and nowhere else. */
class MultisetSumTest {

    @Test
    void orderDoesNotMatter() {
        assertThat(sum("a", "b", "a").sameAs(sum("b", "a", "a"))).isTrue();
    }

    @Test
    void whatIsThereAndHowOftenDoes() {
        assertThat(sum("a", "b").sameAs(sum("a", "b", "b"))).isFalse();
        assertThat(sum("a", "a").sameAs(sum("b", "b"))).isFalse();
        assertThat(sum("a", "a").sameAs(sum())).isFalse();
    }

    // MultisetSum.add: all of the hash
    @Test
    void everyByteOfAHashCounts() {
        for (int at = 0; at < 32; at++) {
            byte[] hash = new byte[32];
            hash[at] = 1;
            MultisetSum sum = new MultisetSum();
            sum.add(hash);
            assertThat(sum.sameAs(new MultisetSum())).as("byte %d", at).isFalse();
        }
    }

    private static MultisetSum sum(String... elements) {
        MultisetSum sum = new MultisetSum();
        for (String element : elements) {
            sum.add(Sha256.digest().digest(element.getBytes(StandardCharsets.UTF_8)));
        }
        return sum;
    }
}
