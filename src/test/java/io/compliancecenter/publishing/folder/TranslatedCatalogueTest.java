package io.compliancecenter.publishing.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.CataloguePublisher.CatalogueEdition;
import io.compliancecenter.catalogue.published.CertificationTexts;
import io.compliancecenter.catalogue.published.ComplianceTexts;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Translations in a catalogue file. */
class TranslatedCatalogueTest extends CatalogueText {

    private static final String GERMAN = """
                translations:
                  de:
                    name: DSGVO
                    summary: Eine Verordnung.
                    description: Die **Verordnung**.
                    how-we-comply: Das tun wir.
                    links: [Wortlaut]
            """;

    /** The catalogue with a translation of its first compliance. */
    private static String inTwoLanguages(String languages, String translations) {
        return (languages.isEmpty() ? "" : "languages: " + languages + "\n")
                + CATALOGUE.replace("gdpr?a=b#c\n", "gdpr?a=b#c\n" + translations);
    }

    @Test
    void readsTranslationsInTheFormOfWhatTheyTranslate() {
        CatalogueFile catalogue = read(inTwoLanguages("[en, pt-BR, de]", GERMAN)
                        .replace("compliances:\n", """
                                translations:
                                  pt-BR:
                                    introduction: O que cumprimos.
                                compliances:
                                """)
                        .replace("    certificates:\n", """
                                    translations:
                                      pt-BR:
                                        name: Certificado
                                        summary: Uma certificação.
                                        assures: Muito.
                                        renewal-cycle:
                                          description: A cada três anos.
                                          audits:
                                            - name: Auditoria
                                    certificates:
                                """))
                .orElseThrow();

        assertThat(errors.list()).isEmpty();
        CatalogueEdition edition = catalogue.with(Map.of());
        assertThat(edition.vendor().languages()).containsExactly("en", "pt-BR", "de");
        assertThat(edition.vendor().introductions()).isEqualTo(Map.of("pt-BR", "O que cumprimos."));
        assertThat(edition.compliances().get(0).translations())
                .isEqualTo(Map.of(
                        "de",
                        new ComplianceTexts(
                                "DSGVO",
                                "Eine Verordnung.",
                                "Die **Verordnung**.",
                                "Das tun wir.",
                                List.of("Wortlaut"))));
        assertThat(edition.certifications().get(0).translations())
                .isEqualTo(Map.of(
                        "pt-BR",
                        new CertificationTexts(
                                "Certificado",
                                "Uma certificação.",
                                "Muito.",
                                "A cada três anos.",
                                List.of("Auditoria"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '[en, Deutsch!]'  | line 1, languages[1].language: 'Deutsch!' has to be a language tag as in en, de or pt-BR (BCP 47)
            '[en, de, en]'    | line 1, languages[2].language: 'en' is there twice
            '[]'              | line 1, languages: has to name one language at least
            en                | line 1, languages: has to be a list
            '[en, de, fr, es, it, nl, pl, pt, sv, da, fi]' | line 1, languages: names more than 10 languages
            '[en, fr]'        | line 20, compliances[0].translations.de: is none of the languages that the file names: en, fr
            '[de, en]'        | line 20, compliances[0].translations.de: is the first language, which the other texts are in
            ''                | line 19, compliances[0].translations.de: needs 'languages' at the top of the file, with the language of the other texts first, as in [en, de]
            """)
    void namesWhatIsWrongAboutLanguages(String languages, String problem) {
        read(inTwoLanguages(languages, GERMAN));
        assertThat(errors.list()).extracting(ValidationError::toString).contains("catalogue.yaml, " + problem);
    }

    // Translations: a reader never gets an item in two languages
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '        name: DSGVO\n'                  | ''                                    | line 21, compliances[0].translations.de.name: is missing
            'summary: Eine Verordnung.'              | 'summary:'                            | line 22, compliances[0].translations.de.summary: is empty
            '        how-we-comply: Das tun wir.\n'  | ''                                    | line 21, compliances[0].translations.de.how-we-comply: is missing
            'links: [Wortlaut]'                      | 'links: []'                           | line 25, compliances[0].translations.de.links: has to have 1 of them, as in the first language, but has 0
            '        links: [Wortlaut]\n'            | ''                                    | line 21, compliances[0].translations.de.links: has to have 1 of them, as in the first language, but has 0
            'links: [Wortlaut]'                      | 'links: [Wortlaut, Mehr]'             | line 25, compliances[0].translations.de.links: has to have 1 of them, as in the first language, but has 2
            'links: [Wortlaut]'                      | 'links: [{label: W, url: "https://a.example/"}]' | line 25, compliances[0].translations.de.links[0].url: is not known here; known are: label
            'links: [Wortlaut]'                      | 'linsk: [Wortlaut]'                   | line 25, compliances[0].translations.de.linsk: is not known here; known are: name, summary, description, how-we-comply, links
            'summary: Eine Verordnung.'              | 'summary: [Eine]'                     | line 22, compliances[0].translations.de.summary: has to be a text
            '      de:\n'                            | '      de: x\n      fr:\n'            | line 20, compliances[0].translations.de: has to hold fields, as in 'name: value'
            '    how-we-comply: We do.\n'            | ''                                    | line 23, compliances[0].translations.de.how-we-comply: translates a text that is not there
            """)
    void aTranslationHasEveryTextThatItsEntryHasAndNoOther(String passage, String replacement, String problem) {
        String text = inTwoLanguages("[en, de, fr]", GERMAN);
        assertThat(text).contains(passage);
        read(text.replace(passage, replacement));
        assertThat(errors.list()).extracting(ValidationError::toString).contains("catalogue.yaml, " + problem);
    }

    @Test
    void theLimitsOfATranslationAreThoseOfItsOriginal() {
        read(inTwoLanguages("[en, de]", GERMAN.replace("name: DSGVO", "name: " + "x".repeat(201))));
        assertThat(errors.list())
                .extracting(ValidationError::toString)
                .containsExactly(
                        "catalogue.yaml, line 21, compliances[0].translations.de.name: is longer than 200 characters");
    }
}
