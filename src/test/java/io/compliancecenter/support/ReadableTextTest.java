package io.compliancecenter.support;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names as people have them, and as somebody makes them up to be taken for another. */
class ReadableTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"Ada Lovelace", "Zoë O’Brien-Șerban", "علی\u200Cرضا", "ක්\u200Dරිස්ටි", "Nguyễn Thị Ánh", "張偉"})
    void namesOfAnyLanguageAreReadable(String name) {
        assertThat(ReadableText.is(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200D",
                "Ada\u200D",
                "\u200CAda",
                "Ada \u200DLovelace",
                "Ada\u200D\u200DLovelace",
                "\u202EadA",
                "A\u200Bda",
                "A\u0085da",
                "A\u2028da",
                "\u3164",
                "e\u0301\u0301\u0301\u0301\u0301"
            })
    void whatCannotBeSeenOrChangesItsSurroundingsIsNot(String name) {
        assertThat(ReadableText.is(name)).isFalse();
    }
}
