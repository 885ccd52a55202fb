package io.compliancecenter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every page is in the language that its reader prefers among those that pages are in, whichever page it is. */
class LanguageIT extends CertificateOnOffer {

    // ReaderLocaleResolver: the first language that the reader asks for is not the best one that there is
    @ParameterizedTest
    @CsvSource({
        "'fr-CH, fr;q=0.9, de;q=0.8', de",
        "'fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7', en",
        "'en;q=0.5, de-AT', de",
        "'pl', en"
    })
    void everyPageIsInTheLanguageThatItsReaderPrefers(String accepted, String language) {
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        Client stranger = new Client(port);
        List<Answer> pages = List.of(
                admin.get(tenant.path("/compliances"), "Accept-Language", accepted),
                admin.get(tenant.path("/certifications/hipaa"), "Accept-Language", accepted),
                admin.get(tenant.path("/activity"), "Accept-Language", accepted),
                admin.get("/nowhere", "Accept-Language", accepted),
                member.get(tenant.path("/compliances"), "Accept-Language", accepted),
                stranger.get("/sign-in", "Accept-Language", accepted));
        assertThat(pages).allSatisfy(page -> {
            assertThat(page.html().selectFirst("html").attr("lang")).isEqualTo(language);
            assertThat(page.header("Content-Language")).isEqualTo(language);
        });
    }

    // ReaderLanguages, SharedPages.ListKey: a list that is cached in one language is not shown to readers of another
    @Test
    void theCatalogueIsInTheBestLanguageOfEachReaderThatItHas() {
        for (String accepted : List.of("de-AT, en;q=0.8", "fr", "en-GB, de;q=0.5", "fr, de;q=0.5", "de")) {
            String language = accepted.startsWith("de") || accepted.startsWith("fr,") ? "de" : "en";
            String name = language.equals("de") ? "DSGVO" : "GDPR";
            Document list = get("/compliances", accepted);
            assertThat(list.select("#compliances [data-code=gdpr] [lang]").eachAttr("lang"))
                    .containsOnly(language);
            assertThat(list.selectFirst("#compliances [data-code=gdpr] a").text())
                    .isEqualTo(name);
            assertThat(list.selectFirst(".introduction").attr("lang")).isEqualTo(language);
            assertThat(list.selectFirst(".introduction").text())
                    .contains(language.equals("de") ? "Diese Seite zeigt" : "This page lists");

            Document details = get("/compliances/pci-dss", accepted);
            assertThat(details.select("main .lead, main .prose, main .links [lang], #breadcrumb [lang], h1 [lang]")
                            .eachAttr("lang"))
                    .hasSize(6)
                    .containsOnly(language);
            assertThat(details.selectFirst(".links").text())
                    .contains(language.equals("de") ? "Leitfaden von Stripe" : "guide to PCI compliance");

            Document certification = get("/certifications/iso-iec-27001-2013", accepted);
            assertThat(certification.selectFirst(".facts dd[lang]").text())
                    .isEqualTo(
                            language.equals("de")
                                    ? "Wird alle 4 Jahre erneuert, sofern jedes Jahr ein Überwachungsaudit bestanden wird."
                                    : "Renewed every 4 years, subject to passing a surveillance audit every year.");
            assertThat(certification.select("main [lang]").eachAttr("lang")).containsOnly(language);
            assertThat(certification.text())
                    .contains(language.equals("de") ? "Überwachungsaudit" : "Surveillance audit");
        }
    }

    // CataloguePages: texts of the language that is shown
    @Test
    void aSearchFindsTheWordsThatItsReaderSees() {
        assertThat(codes(get("/compliances?q=Verordnung", "de"))).containsExactly("gdpr");
        assertThat(codes(get("/compliances?q=Verordnung", "fr"))).isEmpty();
        assertThat(codes(get("/compliances?q=Regulation", "fr"))).contains("gdpr");
        assertThat(codes(get("/compliances?q=Regulation", "de"))).doesNotContain("gdpr");
        // A code is the same in all languages.
        assertThat(codes(get("/compliances?q=gdpr", "de"))).containsExactly("gdpr");
    }

    private Document get(String path, String accepted) {
        return admin.get(tenant.path(path), "Accept-Language", accepted).html();
    }

    private static List<String> codes(Document list) {
        return list.select("#compliances [data-code]").eachAttr("data-code");
    }
}
