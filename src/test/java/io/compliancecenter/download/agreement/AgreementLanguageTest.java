package io.compliancecenter.download.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.terms.PreparedTerms;
import io.compliancecenter.terms.TermsVersion;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One choice for the page, the words at the box and on the button, and the terms. */
class AgreementLanguageTest {

    @ParameterizedTest(name = "asked for \"{0}\", terms in {1}: page in {2}, terms in {3}")
    @CsvSource({
        "'fr-CH, fr;q=0.9, de;q=0.8', en de, de, de",
        "'fr-CH, fr;q=0.9, de;q=0.8', en de fr, de, de",
        "'de, en;q=0.5', en fr, en, en",
        "'de', en fr, en, en",
        "'en, de;q=0.5', de fr, de, de",
        "'en', de, de, de",
        "'fr', en de fr, en, en",
        "'de-CH', en de-AT de-CH, de, de-CH",
        "'de', en de-AT de-CH, de, de-AT",
        "'en-GB, en;q=0.9', en en-GB, en, en-GB",
        "'', en de, en, en"
    })
    void pageWordsAndTermsAreInOneLanguage(String wanted, String published, Locale page, Locale terms) {
        AgreementLanguage language = AgreementLanguage.of(version(published), ranges(wanted));
        assertThat(language.page()).isEqualTo(page);
        assertThat(language.terms().locale()).isEqualTo(terms);
        assertThat(language.differs()).isFalse();
    }

    @ParameterizedTest(name = "asked for \"{0}\", terms in {1}: page in {2}, terms in {3}")
    @CsvSource({"'fr, de;q=0.5', fr, de, fr", "'de, it;q=0.5', fr it, de, it", "'', fr it, en, fr"})
    void termsInNoLanguageOfThePagesAreShownOnThePageThatSuitsTheReader(
            String wanted, String published, Locale page, Locale terms) {
        AgreementLanguage language = AgreementLanguage.of(version(published), ranges(wanted));
        assertThat(language.page()).isEqualTo(page);
        assertThat(language.terms().locale()).isEqualTo(terms);
        assertThat(language.differs()).isTrue();
    }

    private static List<LanguageRange> ranges(String wanted) {
        return wanted.isEmpty() ? List.of() : LanguageRange.parse(wanted);
    }

    private static TermsVersion version(String languages) {
        return new TermsVersion(new PreparedTerms(
                1,
                TermsVersion.Kind.MATERIAL,
                Instant.EPOCH,
                Arrays.stream(languages.split(" "))
                        .collect(Collectors.toMap(Locale::forLanguageTag, tag -> "# Terms"))));
    }
}
