package io.compliancecenter.terms;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsVersionTest {

    private final TermsVersion terms = new TermsVersion(new PreparedTerms(
            1,
            Kind.MATERIAL,
            Instant.EPOCH,
            Stream.of("en", "de", "pt-BR", "zh-Hant")
                    .collect(Collectors.toMap(Locale::forLanguageTag, locale -> "words"))));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de                    | de",
                "de-AT,de;q=0.9        | de",
                "en-GB,de;q=0.5        | en",
                "fr,de;q=0.8,en;q=0.7  | de",
                "de;q=0.3,en;q=0.7     | en",
                "pt                    | pt-BR",
                "pt-PT,en;q=0.5        | en",
                "zh-Hant-TW            | zh-Hant",
                "tlh                   | en",
                "*                     | en"
            })
    void showsWhatTheReaderUnderstandsBest(String acceptLanguage, String shown) {
        assertThat(terms.textFor(LanguageRange.parse(acceptLanguage)).locale().toLanguageTag())
                .isEqualTo(shown);
    }

    @Test
    void showsTheFirstToWhoSaysNothing() {
        assertThat(terms.textFor(List.of()).locale()).isEqualTo(Locale.ENGLISH);
    }
}
