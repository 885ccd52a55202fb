package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void linesBecomeOneWithSingleSpaces() {
        assertThat(OneLine.of("  two\r\n lines\tand   more ", 100)).isEqualTo("two lines and more");
        assertThat(OneLine.of("abcdef", 3)).isEqualTo("abc");
        assertThat(OneLine.of(" \n ", 3)).isEmpty();
    }

    // The database refuses C1 control characters, such as U+0085, too.
    @Test
    void whatCannotBeStoredIsLeftOut() {
        assertThat(OneLine.of("a\u0000b\u007fc\u0080d\u0085e\u009ff\ud800g", 100))
                .isEqualTo("abcd efg");
    }
}
