package io.compliancecenter.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
                    '  Ada É. Lovelace ', Ada É. Lovelace
                    'Ada\u00a0\u2003Lovelace', Ada Lovelace
                    '\u3000山田太郎\u3000', 山田太郎
                    Nguyễn Thị Đào, Nguyễn Thị Đào
                    أحمد, أحمد
                    O’Neil-García Jr., O’Neil-García Jr.
                    3rd Floor Reception, 3rd Floor Reception
                    """)
    void aNameIsTakenWithSingleBlanks(String typed, String name) {
        assertThat(PersonName.of(typed)).map(PersonName::text).contains(name);
    }

    @Test
    void itsLengthIsCountedInCharactersAsReadersDo() {
        assertThat(PersonName.of("\ud840\udc00".repeat(200))).isPresent();
        assertThat(PersonName.of("x".repeat(201))).isEmpty();
    }

    /** Invisible, reordered, a pile of accents, or no word at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\u00a0",
                "\u200b",
                "\u2800",
                "\u3164",
                "Ada\u200bLovelace",
                "Ada\u202ecalevoL",
                "\u2066Ada",
                "Ada\u00adLovelace",
                "a\u0000b",
                "a\u0085b",
                "a\nb",
                "a\ud800b",
                "\ue000 Ada",
                "A\u0301\u0301\u0301\u0301\u0301da",
                "...",
                "\ud83d\ude00"
            })
    void whatCannotBeReadAsANameIsNone(String typed) {
        assertThat(PersonName.of(typed)).isEmpty();
    }
}
