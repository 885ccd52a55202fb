package io.compliancecenter.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EntryHeaderTest {

    static final EntryHeader HEADER = new EntryHeader(
            UUID.fromString("0190163d-8694-739b-aea5-966c26f8ad91"),
            42,
            Instant.parse("2026-11-24T08:18:19.120Z"),
            "permit-granted",
            "ab".repeat(32),
            "cd".repeat(32));

    @Test
    void theTextCanBeReadAndHasEachFieldWithItsLength() {
        assertThat(HEADER.text())
                .isEqualTo("34:compliance-center evidence entry 1\n"
                        + "36:0190163d-8694-739b-aea5-966c26f8ad91\n"
                        + "2:42\n"
                        + "27:2026-11-24T08:18:19.120000Z\n"
                        + "14:permit-granted\n"
                        + "64:" + "ab".repeat(32) + "\n"
                        + "64:" + "cd".repeat(32) + "\n");
    }

    @Test
    void theTextIsReadBack() {
        assertThat(EntryHeader.parse(HEADER.text())).isEqualTo(HEADER);
    }

    // EntryHeader.parse: the comparison of the text
    @Test
    void noTextButItsOwnIsTheTextOfAnEntry() {
        String text = HEADER.text();
        for (int at = 0; at < text.length(); at++) {
            for (char other : new char[] {'0', '9', 'a', 'B', ':', '\n', ' '}) {
                String changed = text.substring(0, at) + other + text.substring(at + 1);
                try {
                    assertThat(EntryHeader.parse(changed).text()).isEqualTo(changed);
                } catch (IllegalArgumentException refused) {
                    assertThat(changed).isNotEqualTo(text);
                }
            }
        }
        assertThatIllegalArgumentException().isThrownBy(() -> EntryHeader.parse(text + "0:\n"));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryHeader.parse(text.replace("2:42", "3:042")));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryHeader.parse(text.replace("2:42", "3:+42")));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        EntryHeader.parse(text.replace("27:2026-11-24T08:18:19.120000Z", "20:2026-11-24T08:18:19Z")));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryHeader.parse(""));
        assertThatIllegalArgumentException().isThrownBy(() -> EntryHeader.parse("99999999999999:"));
    }
}
