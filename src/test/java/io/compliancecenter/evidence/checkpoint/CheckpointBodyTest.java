package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The texts that are signed and proven have one spelling each. */
public class CheckpointBodyTest {

    public static final CheckpointBody BODY = new CheckpointBody(
            7, Instant.parse("2026-11-24T08:00:00Z"), 1024, "ab".repeat(32), "cd".repeat(32), "ef".repeat(32));

    @Test
    void theTextIsLinesThatPeopleCanRead() {
        assertThat(BODY.text())
                .isEqualTo("compliance-center checkpoint 1\nnumber: 7\ntime: 2026-11-24T08:00:00.000000Z\n"
                        + "tree-size: 1024\nroot: " + "ab".repeat(32) + "\nprevious: " + "cd".repeat(32) + "\nkey: "
                        + "ef".repeat(32) + "\n");
    }

    // CheckpointBody.parse: the comparison of the text
    @Test
    void noTextButItsOwnIsTheTextOfACheckpoint() {
        assertOneSpelling(BODY, BODY.text(), CheckpointBody::parse, CheckpointBody::text);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointBody.parse(BODY.text().replace("number: 7", "number: 07")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CheckpointBody.parse(BODY.text().replace("00.000000Z", "00Z")));
    }

    // InclusionProof.parse: the comparison of the text
    @Test
    void noTextButItsOwnIsTheTextOfAProof() {
        InclusionProof proof = new InclusionProof(
                7, new UUID(1, 2), 42, "ab".repeat(32), 3, 1024, List.of("cd".repeat(32), "ef".repeat(32)));
        assertOneSpelling(proof, proof.text(), InclusionProof::parse, InclusionProof::text);
    }

    private static <T> void assertOneSpelling(
            T value, String text, Function<String, T> parse, Function<T, String> spell) {
        assertThat(parse.apply(text)).isEqualTo(value);
        for (int at = 0; at < text.length(); at++) {
            for (char other : new char[] {'0', '9', 'a', 'B', ':', '\n', ' '}) {
                String changed = text.substring(0, at) + other + text.substring(at + 1);
                try {
                    assertThat(spell.apply(parse.apply(changed))).isEqualTo(changed);
                } catch (IllegalArgumentException refused) {
                    assertThat(changed).isNotEqualTo(text);
                }
            }
        }
        for (String changed : List.of("", "\n", text + "\n", text + text, text + "more: 1\n", text.strip())) {
            assertThatIllegalArgumentException().isThrownBy(() -> parse.apply(changed));
        }
    }
}
