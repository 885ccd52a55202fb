package io.compliancecenter.download.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In which language the terms are shown and agreed to, and what is shown of their changes. */
class TermsPageIT extends CertificateOnOffer {

    private static final Map<String, String> TICKED = Map.of("agreed", "true");

    @AfterEach
    void leaveTermsInEnglish() {
        // Whoever comes next finds terms in English.
        fixtures.publishTerms("# Terms");
    }

    @ParameterizedTest
    @CsvSource({
        "de, de, de",
        "'de-CH,de;q=0.9,en;q=0.5', de, de",
        "en-GB, en, en",
        "'fr,de;q=0.5', de, de",
        "'fr-CH, fr;q=0.9, de;q=0.8', de, de",
        "fr, en, en"
    })
    void theBestLanguageIsShownForPageAndTerms(String accepted, String page, String terms) {
        publishInTwoLanguages("One.", "Eins.");
        Document html = terms("Accept-Language", accepted).html();
        assertThat(html.selectFirst("html").attr("lang")).isEqualTo(page);
        Element words = html.selectFirst("#terms-text .prose");
        assertThat(words.attr("lang")).isEqualTo(terms);
        assertThat(words.text()).contains(terms.equals("de") ? "Eins." : "One.");
    }

    // AgreementLanguage: the page's language and the terms' were two choices
    @ParameterizedTest
    @CsvSource({
        "'fr-CH, fr;q=0.9, de;q=0.8', de, Ich habe, Zustimmen und herunterladen, Eins.",
        "'de-AT', de, Ich habe, Zustimmen und herunterladen, Eins.",
        "'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7', en, I have read, Agree and download, One."
    })
    void pageBoxButtonTermsAndRecordAreInOneLanguage(
            String accepted, String language, String box, String button, String words) {
        publishInTwoLanguages("One.", "Eins.");
        Answer shown = terms("Accept-Language", accepted);
        Document html = shown.html();
        assertThat(html.selectFirst("html").attr("lang")).isEqualTo(language);
        assertThat(html.getElementById("terms").attr("lang")).isEqualTo(language);
        assertThat(html.select("label[for=agreed]").text()).startsWith(box);
        assertThat(html.select("#agreement button").text()).isEqualTo(button);
        assertThat(html.select("#terms-text .prose").attr("lang")).isEqualTo(language);
        assertThat(html.select("#terms-text .prose").text()).contains(words);
        assertThat(html.getElementById("terms-language")).isNull();

        assertThat(admin.submit(shown.form("/acceptances"), TICKED, "Accept-Language", accepted)
                        .status())
                .isEqualTo(303);
        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance)
                        .containsEntry("terms_locale", language)
                        .containsEntry("locale", language)
                        .containsEntry("button_label", button));
    }

    @Test
    void aReaderWhoseLanguageTheTermsLackGetsPageAndTermsInOneThatBothAreIn() {
        fixtures.publishTerms("# Terms\n\nOne.");
        Document html = terms("Accept-Language", "de").html();
        assertThat(html.selectFirst("html").attr("lang")).isEqualTo("en");
        assertThat(html.select("label[for=agreed]").text()).startsWith("I have read");
        assertThat(html.select("#terms-text .prose").attr("lang")).isEqualTo("en");
    }

    // TermsVersion.inOneLanguage
    @Test
    void termsInOneLanguageUnderABoxInAnotherAreNotAgreedTo() {
        publishInTwoLanguages("One.", "Eins.");
        FormElement german = terms("Accept-Language", "de").form("/acceptances");
        FormElement english = terms("Accept-Language", "en").form("/acceptances");
        Answer answer = admin.submit(
                german,
                Map.of(
                        "agreed",
                        "true",
                        "locale",
                        english.select("[name=locale]").val(),
                        "wording",
                        english.select("[name=wording]").val()));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    @Test
    void termsInALanguageThatNoPageIsInAreMarkedAndAnnounced() {
        fixtures.publishTerms("MATERIAL", Duration.ZERO, Map.of("fr", "# Conditions\n\nUn."));
        Document html = terms("Accept-Language", "fr, de;q=0.5").html();
        assertThat(html.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(html.select("label[for=agreed]").text()).startsWith("Ich habe");
        assertThat(html.select("#terms-text .prose").attr("lang")).isEqualTo("fr");
        assertThat(html.getElementById("terms-language").text()).endsWith("werden daher auf Französisch angezeigt.");
        assertThat(admin.submit(terms("Accept-Language", "fr, de;q=0.5").form("/acceptances"), TICKED)
                        .status())
                .isEqualTo(303);
    }

    // parts of the catalogue's templates: th:lang. The certification has no translation.
    @Test
    void theCatalogueIsMarkedAsWhatItIsOnAGermanPage() {
        Document list = admin.get(tenant.path("/certifications"), "Accept-Language", "de")
                .html();
        assertThat(list.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(list.select("h1").text()).isEqualTo("Compliance und Zertifizierungen");
        assertThat(list.select("[data-code=" + issued.certification() + "] [lang]"))
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text.attr("lang")).isEqualTo("en"));
    }

    // Acceptances.record: the locale is what the form carried, and the foreign key holds it to its text
    @Test
    void theRecordHoldsTheLanguageAndTheBytesThatWereShown() {
        publishInTwoLanguages("One.", "Eins.");
        Answer german = terms("Accept-Language", "de");
        FormElement form = german.form("/acceptances");
        String label = german.html().select("label[for=agreed]").text();

        assertThat(admin.submit(form, TICKED).status()).isEqualTo(303);

        assertThat(records.acceptances(tenant))
                .singleElement()
                .satisfies(acceptance -> assertThat(acceptance)
                        .containsEntry("terms_locale", "de")
                        .containsEntry("sha256", Sha256.of("# Bedingungen\n\nEins.\n"))
                        .containsEntry("locale", "de")
                        .containsEntry("checkbox_label", label));
        assertThat(label).startsWith("Ich habe").contains(tenant.name());
    }

    // DownloadPolicy.areOf: the text in the language that was shown
    @ParameterizedTest
    @CsvSource({"en", "fr", "''", "not a language"})
    void anotherLanguageThanTheOneShownIsNotAgreedTo(String locale) {
        publishInTwoLanguages("One.", "Eins.");
        FormElement form = terms("Accept-Language", "de").form("/acceptances");
        Answer answer = admin.submit(form, Map.of("agreed", "true", "termsLocale", locale));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(records.acceptances(tenant)).isEmpty();
    }

    // terms_version_at; Terms.current: the version would be that of the moment the page was shown
    @Test
    void termsWhoseTimeComesBetweenPageAndAnswerAreShownFirst() {
        int version;
        FormElement form;
        int seconds = 1;
        do {
            seconds *= 2;
            version = fixtures.publishTerms(
                    "MATERIAL", Duration.ofSeconds(seconds), Map.of("en", "# Terms\n\nThe next."));
            form = terms().form("/acceptances");
            // On a busy machine it may be in effect before the page is there.
        } while (form.select("[name=version]").val().equals("" + version) && seconds < 60);
        assertThat(form.select("[name=version]").val()).isNotEqualTo("" + version);
        fixtures.awaitTerms(version);

        Answer answer = admin.submit(form, TICKED);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.form("/acceptances").select("[name=version]").val()).isEqualTo("" + version);
        assertThat(answer.html().select("#terms-text .prose").text()).contains("The next.");
        assertThat(records.acceptances(tenant)).isEmpty();
        assertThat(admin.submit(answer.form("/acceptances"), TICKED).status()).isEqualTo(303);
    }

    @Test
    void whoNeverAgreedSeesNoChanges() {
        assertThat(terms().html().select("#redline")).isEmpty();
    }

    @Test
    void whoAgreedToTheseTermsSeesNoChanges() {
        agree();
        assertThat(terms().html().select("#redline")).isEmpty();
    }

    @Test
    void whoAgreedToOtherWordsSeesWhatChanged() {
        int before = fixtures.publishTerms("# Terms\n\nKept one.\n\nKept two.\n\nThey last for three years.\n");
        agree();
        int now = fixtures.publishTerms(
                "# Terms\n\nKept one.\n\nKept two.\n\nThey last for five years.\n\nAnd <b>more</b> & more.\n");

        Document page = terms().html();
        Element redline = page.getElementById("redline");

        assertThat(redline.selectFirst("h2").text()).isEqualTo("What has changed since version " + before);
        assertThat(redline.select("time[datetime$=Z]")).hasSize(1);
        assertThat(redline.select("details")).singleElement().satisfies(kept -> {
            assertThat(kept.hasAttr("open")).isFalse();
            assertThat(kept.select("summary").text()).isEqualTo("2 paragraphs unchanged");
            assertThat(kept.select("p").eachText()).containsExactly("Kept one.", "Kept two.");
        });
        assertThat(redline.select(".redline-text del > span[lang=en]").eachText())
                .containsExactly("three");
        assertThat(redline.select(".redline-text ins > span[lang=en]").eachText())
                .containsExactly("five", "And <b>more</b> & more.");
        assertThat(redline.select("b")).as("markup out of the terms").isEmpty();
        // What is heard in place of colour and line.
        assertThat(redline.select(".redline-text del").text()).isEqualTo("removed: three, end of removal.");
        assertThat(redline.select(".redline-text ins").first().text()).isEqualTo("added: five, end of addition.");
        // The whole is there besides.
        assertThat(page.select("#terms-text h2").eachText()).contains("Full text of version " + now);
        assertThat(page.select("#terms-text .prose").text())
                .contains("Kept one.", "They last for five years.", "And <b>more</b> & more.");
    }

    @Test
    void theLatestAcceptanceCountsForWhicheverCertificate() {
        Issued another = fixtures.certificate();
        fixtures.publishTerms("# Terms\n\nFirst words.\n");
        agree();
        int second = fixtures.publishTerms("# Terms\n\nSecond words.\n");
        admin.submit(
                admin.get(tenant.path("/certificates/" + another.certificate() + "/terms"))
                        .form("/acceptances"),
                TICKED);
        fixtures.retire(another);
        fixtures.publishTerms("# Terms\n\nThird words.\n");
        Element redline = terms().html().getElementById("redline");
        assertThat(redline.selectFirst("h2").text()).endsWith("since version " + second);
        assertThat(redline.select(".redline-text del > span[lang]").text()).isEqualTo("Second");
    }

    // TermsPages.changes: acceptances of the member, in the Organization
    @Test
    void nobodySeesWhatAColleagueAgreedTo() {
        fixtures.publishTerms("# Terms\n\nFirst words.\n");
        agree();
        fixtures.publishTerms("# Terms\n\nOther words.\n");
        Client colleague = new Client(port).signIn(fixtures.anotherAdmin(tenant).email(), Fixtures.PASSWORD);
        assertThat(colleague.get(termsPath()).html().select("#redline")).isEmpty();
    }

    @Test
    void theRedlineIsInTheLanguageOfTheTermsAndItsMarksInThatOfThePage() {
        publishInTwoLanguages("One word.", "Ein Wort.");
        agree();
        publishInTwoLanguages("Two words.", "Zwei Wörter.");
        Element redline = terms("Accept-Language", "de").html().getElementById("redline");
        assertThat(redline.select(".redline-text ins > span[lang=de]").text()).contains("Zwei");
        assertThat(redline.select(".redline-text ins").text()).startsWith("hinzugefügt:");
    }

    @Test
    void whatWasNotPublishedInThisLanguageIsNotCompared() {
        fixtures.publishTerms("# Terms\n\nOne word.\n");
        agree();
        publishInTwoLanguages("Two words.", "Zwei Wörter.");
        Element redline = terms("Accept-Language", "de").html().getElementById("redline");
        assertThat(redline.select("ins, del")).isEmpty();
        assertThat(redline.text()).contains("nicht in dieser Sprache");
    }

    @Test
    void editorialChangesAreSaidToBeSo() {
        agree();
        fixtures.publishTerms("EDITORIAL", Duration.ZERO, Map.of("en", "# Terms\n\nAn editorial word.\n"));
        assertThat(terms().html().getElementById("redline").text()).contains("All changes since then are editorial.");
        fixtures.publishTerms("# Terms\n\nA material word.\n");
        assertThat(terms().html().getElementById("redline").text()).doesNotContain("editorial only");
    }

    @Test
    void wordsThatAreTheSameAreSaidToBeSo() {
        fixtures.publishTerms("# Terms\n\nA *word*.\n");
        agree();
        fixtures.publishTerms("# Terms\n\nA **word**.\n");
        Element redline = terms().html().getElementById("redline");
        assertThat(redline.text()).contains("The wording is the same.");
        assertThat(redline.select("ins, del")).isEmpty();
    }

    private void publishInTwoLanguages(String english, String german) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("de", "# Bedingungen\n\n" + german + "\n");
        texts.put("en", "# Terms\n\n" + english + "\n");
        fixtures.publishTerms("MATERIAL", Duration.ZERO, texts);
    }

    private void agree() {
        assertThat(admin.submit(terms().form("/acceptances"), TICKED).status()).isEqualTo(303);
    }

    private Answer terms(String... headers) {
        return admin.get(termsPath(), headers);
    }

    private String termsPath() {
        return tenant.path("/certificates/" + issued.certificate() + "/terms");
    }
}
