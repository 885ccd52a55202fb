package io.compliancecenter.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @Test
    void anAddressIsTakenInLowerCaseWithoutBlanksAroundIt() {
        assertThat(EmailAddress.typed("  Ada@Acme.Example ")).contains("ada@acme.example");
        assertThat(EmailAddress.typed("j\u00fcrgen@b\u00fccher.example")).isPresent();
        assertThat(EmailAddress.typed("a".repeat(252) + "@b")).isPresent();
    }

    // The database's is_plain_text refuses C1 control characters, such as U+0085, too.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ada",
                "@b",
                "a@",
                "a b@c",
                "a@b c",
                "a\u0000@b",
                "a\u007f@b",
                "a\u0080@b",
                "a\u0085@b",
                "a@b\u009fc",
                "a\ud800@b",
                "a\u0001b@c"
            })
    void otherTextIsNoAddress(String text) {
        assertThat(EmailAddress.typed(text)).isEmpty();
        assertThat(EmailAddress.isMailable(text)).isFalse();
    }

    @Test
    void aLongerAddressIsNone() {
        assertThat(EmailAddress.typed("a".repeat(253) + "@b")).isEmpty();
        assertThat(EmailAddress.isMailable("a".repeat(253) + "@b")).isFalse();
    }

    /** Such text would be several recipients, or a name with an address. */
    @ParameterizedTest
    @ValueSource(strings = {"a@b,c@d", "a@b;c@d", "Ada<a@b>", "a@b@c", "\"a\"@b", "a(b)@c", "a\\b@c", "mailto:a@b"})
    void mailIsSentToOneAddressOnly(String text) {
        assertThat(EmailAddress.isMailable(text)).isFalse();
    }
}
