package io.compliancecenter.catalogue.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesTest {

    static Stream<Objection> objections() {
        return Stream.of(
                        TextRule.LINE.objection(""),
                        TextRule.LINE.objection("x".repeat(201)),
                        TextRule.PLAIN.objection("x".repeat(2_001)),
                        TextRule.LINE.objection("two\nlines"),
                        TextRule.MARKDOWN.objection("bell \u0007"),
                        ValueFormat.CODE.objection("ISO 27001"),
                        ValueFormat.LINK.objection("http://example.com"))
                .map(Optional::orElseThrow);
    }

    /** Whoever writes a file and whoever fills in a form read the same. */
    @ParameterizedTest
    @MethodSource("objections")
    void pagesAndFilesSayTheSame(Objection objection) {
        String onPages = ResourceBundle.getBundle("messages", Locale.ROOT).getString(objection.key());

        assertThat(new MessageFormat(onPages, Locale.ROOT).format(new Object[] {objection.argument()}))
                .isEqualTo("This " + objection.words() + ".");
    }

    @Test
    void countsCharactersAsUnicodeDoes() {
        assertThat(TextRule.LINE.objection("\uD83D\uDD12".repeat(200))).isEmpty();
        assertThat(TextRule.LINE.objection("\uD83D\uDD12".repeat(201))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"P0D", "P-1Y", "P101Y", "1 year", "P1.5Y"})
    void refusesPeriodsThatNoCycleHas(String period) {
        assertThat(ValueFormat.PERIOD.objection(period)).isPresent();
    }
}
