package io.compliancecenter.catalogue.published;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReaderLanguagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            de                    | de en
            de-AT, en             | de en
            en-GB, de             | en
            fr, de;q=0.5          | de en
            fr                    | en
            pt                    | pt-BR pt-PT en
            pt-PT                 | pt-PT en
            de, pt-PT, en         | de pt-PT en
            DE                    | de en
            *                     | en
            pt-BR, *              | pt-BR en
            """)
    void theLanguagesOfTheCatalogueThatAReaderAcceptsComeBeforeItsFirst(String accepted, String expected) {
        assertThat(ReaderLanguages.of(List.of("en", "de", "pt-BR", "pt-PT"), LanguageRange.parse(accepted))
                        .tags())
                .isEqualTo(Arrays.asList(expected.split(" ")));
    }

    @Test
    void anItemIsInTheBestOfThemThatItHas() {
        ReaderLanguages reader = new ReaderLanguages(List.of("de", "fr", "en"));
        assertThat(reader.language(Map.of("fr", "", "de", ""))).isEqualTo("de");
        assertThat(reader.language(Map.of("fr", "", "es", ""))).isEqualTo("fr");
        assertThat(reader.language(Map.of("es", ""))).isEqualTo("en");
        assertThat(reader.language(Map.of())).isEqualTo("en");
    }
}
