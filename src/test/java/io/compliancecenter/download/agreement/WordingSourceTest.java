package io.compliancecenter.download.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.web.PageLanguages;
import java.text.MessageFormat;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.AbstractMessageSource;

/** In which language the checkbox and the button are labelled. */
class WordingSourceTest {

    private final Set<Locale> asked = new HashSet<>();

    private final WordingSource wordings = new WordingSource(new AbstractMessageSource() {
        @Override
        protected MessageFormat resolveCode(String code, Locale locale) {
            asked.add(locale);
            return new MessageFormat(code, locale);
        }
    });

    @ParameterizedTest
    @CsvSource({"de, de", "de-CH, de", "en, en", "en-GB, en", "fr, en", "und, en", "de-x-aaaaaaaa-bbbbbbbb, de"})
    void itIsThePageLanguageNearestToWhatIsAskedFor(String tag, String language) {
        assertThat(wordings.wording("Acme", Locale.forLanguageTag(tag)).locale())
                .isEqualTo(Locale.forLanguageTag(language));
    }

    // WordingSource: PageLanguages.nearest. The source of messages keeps something for each locale, and a form can name
    // any.
    @Test
    void messagesAreAskedForInLanguagesOfPagesOnly() {
        for (int number = 0; number < 100; number++) {
            wordings.wording("Acme", Locale.forLanguageTag("en-x-" + number));
        }
        assertThat(PageLanguages.ALL).containsAll(asked);
    }
}
