package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;

class PageLanguagesTest {

    @ParameterizedTest
    @CsvSource({
        "'fr-CH, fr;q=0.9, de;q=0.8', de",
        "'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7', en",
        "'en;q=0.3, de-AT;q=0.7', de",
        "'de;q=0, en', en",
        "'de;q=0', en",
        "'en-US,en;q=0.9', en",
        "'fr', en",
        "'*', en",
        "'not a language', en",
        "'', en"
    })
    void theReadersPreferenceDecidesAmongTheLanguagesThatThePagesAreIn(String header, Locale language) {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", header);
        assertThat(PageLanguages.best(PageLanguages.wanted(request))).isEqualTo(language);
    }

    @Test
    void severalHeadersCountAsOne() {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.addHeader("Accept-Language", "fr");
        request.addHeader("Accept-Language", "de;q=0.5");
        assertThat(PageLanguages.best(PageLanguages.wanted(request))).isEqualTo(Locale.GERMAN);
    }

    @Test
    void withoutTheHeaderPagesAreInTheFirstLanguage() {
        assertThat(PageLanguages.best(PageLanguages.wanted(new MockHttpServletRequest())))
                .isEqualTo(Locale.ENGLISH);
    }

    @Test
    void eachBundleIsOneOfThePagesLanguages() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources"))) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.matches("messages.*\\.properties")))
                    .containsExactlyInAnyOrderElementsOf(PageLanguages.ALL.stream()
                            .map(language -> language.equals(Locale.ENGLISH)
                                    ? "messages.properties"
                                    : "messages_" + language + ".properties")
                            .toList());
        }
    }
}
