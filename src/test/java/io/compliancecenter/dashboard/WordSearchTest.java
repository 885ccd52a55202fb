package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordSearchTest {

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "'   ', true",
        "iso, true",
        "27001, true",
        "'27001   iso', true",
        "muller, true",
        "MÜLLER, true",
        "'müller iso', true",
        "straße, true",
        "'iso 9001', false",
        ".*, false"
    })
    void everyWordHasToOccurSomewhere(String query, boolean found) {
        assertThat(new WordSearch(query).finds(Stream.of("ISO/IEC 27001:2022", "Müller Prüfstelle, Große Straße")))
                .isEqualTo(found);
    }
}
