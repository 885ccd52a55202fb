package io.compliancecenter.desk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Customers' pages as they would be, seen from the desk. */
class DraftPreviewIT extends PreviewedDraftTest {

    /** What there is to read and to click, but for what does nothing in a preview. */
    private static String content(Document page) {
        Element main = page.getElementById("content");
        main.select("form#download").remove();
        main.select("input[type=hidden]").remove();
        main.select("[disabled]").removeAttr("disabled");
        main.select("[formaction]").removeAttr("formaction");
        main.select("form.request-form, fieldset.request-form")
                .forEach(form -> form.replaceWith(new Element("div").html(form.html())));
        return main.html().replaceAll("\\s+", " ");
    }

    // PlannedCatalogue, PlannedItems: each method
    @Test
    void thePreviewIsWhatCustomersSeeOncePublished() {
        String compliance = "r" + UUID.randomUUID().toString().substring(0, 12);
        renew("ON_REQUEST", group);
        rename("Renamed " + issued.certification());
        put("COMPLIANCE", compliance, """
                {"name": "A new rule", "status": "COMPLIANT", "summary": "S", "description": "D",
                 "links": [{"label": "L", "url": "https://rule.example/"}]}
                """);
        List<String> codes = owner.work(database -> database.sql(
                        "select code from certification where retired_at is null order by place, position, code")
                .query(String.class)
                .list());
        String last = codes.get(codes.size() - 1);
        put(
                "ORDER",
                "CERTIFICATION",
                "{\"codes\": [%s]}".formatted("\"" + last + "\", \"" + issued.certification() + "\""));

        List<String> pages = List.of(
                "/certifications",
                "/compliances",
                "/compliances?page=99",
                certificationPage(),
                "/compliances/" + compliance);
        Map<Tenant, List<String>> previewed = new LinkedHashMap<>();
        for (Tenant tenant : List.of(inside, given, outside)) {
            previewed.put(
                    tenant,
                    pages.stream()
                            .map(page -> content(shown(preview(tenant, page))))
                            .toList());
        }
        publish();
        try {
            previewed.forEach((tenant, contents) -> {
                for (int page = 0; page < pages.size(); page++) {
                    assertThat(contents.get(page)).isEqualTo(content(own(tenant, pages.get(page))));
                }
            });
            assertThat(previewed.get(inside).get(3)).contains("New Assessors").doesNotContain("On request");
            assertThat(previewed.get(outside).get(3)).contains("On request");
        } finally {
            fixtures.update("update certification set place = null where place is not null");
            fixtures.update("update compliance set managed_by = 'FOLDER' where code = ?", compliance);
            fixtures.update("update compliance set retired_at = now() where code = ?", compliance);
        }
    }

    // PlannedItems.translations
    @Test
    void thePreviewIsInTheLanguageOfWhoLooks() {
        rename("In English");
        Client customer = new Client(port).signIn(inside.admin().email(), Fixtures.PASSWORD);
        Document previewed = desk.get(preview(inside, certificationPage()), "Accept-Language", "de")
                .html();
        assertThat(previewed.selectFirst("h1 [lang=de]").text()).isEqualTo("Auf Deutsch");
        assertThat(previewed.text()).contains("Alle drei Jahre.", "Überwachung");
        assertThat(shown(preview(inside, certificationPage()))
                        .selectFirst("h1 [lang=en]")
                        .text())
                .isEqualTo("In English");
        publish();
        Document published = customer.get(inside.path(certificationPage()), "Accept-Language", "de")
                .html();
        assertThat(content(previewed)).isEqualTo(content(published));
    }

    // PlannedCatalogue.put: returning
    @Test
    void whatReturnsComesWithItsCertificatesAndForWhomTheyAre() {
        manage("FOLDER");
        fixtures.update(
                "with moment as (select clock_timestamp() as at), retired as ("
                        + "update certificate set retired_at = moment.at from moment where certification_code = ?)"
                        + " update certification set retired_at = moment.at from moment where code = ?",
                issued.certification(),
                issued.certification());
        manage("DESK");
        rename("Back again");
        String page = content(shown(preview(inside, certificationPage())));
        assertThat(page).contains("Test Assessors");
        assertThat(content(shown(preview(outside, certificationPage()))))
                .contains("Back again")
                .doesNotContain("Test Assessors");
        publish();
        assertThat(page).isEqualTo(content(own(inside, certificationPage())));
    }

    // PlannedCatalogue.retireCertification
    @Test
    void whatIsTakenOffThePageIsNotThere() {
        put("CERTIFICATION", issued.certification(), "{\"name\": \"Gone\", \"retired\": true}");
        assertThat(desk.get(preview(inside, certificationPage())).status()).isEqualTo(404);
        assertThat(shown(preview(inside, "/certifications?q=" + issued.certification()))
                        .getElementById("nothing"))
                .isNotNull();
    }

    // CompleteCatalogue.seenBy
    @Test
    void aHiddenCertificateIsSeenByItsGroupsOnly() {
        renew("HIDDEN", group);
        assertThat(shown(preview(inside, certificationPage())).text()).contains("New Assessors");
        assertThat(shown(preview(given, certificationPage())).text()).contains("New Assessors");
        assertThat(shown(preview(outside, certificationPage())).text()).doesNotContain("New Assessors");
    }

    @Test
    void aCertificateWithoutItsDetailsIsLeftOut() {
        certificate = UUID.randomUUID();
        put(
                "CERTIFICATE",
                certificate.toString(),
                "{\"certification\": \"%s\", \"fileName\": \"new.pdf\"}".formatted(issued.certification()));
        assertThat(shown(preview(inside, certificationPage())).select("#certificates tbody tr"))
                .hasSize(1);
    }

    // frame.html: preview-bar
    @Test
    void eachPageSaysThatItIsAPreview() {
        renew("EVERYONE");
        put("COMPLIANCE", "a-new-rule", """
                {"name": "A new rule", "status": "COMPLIANT", "summary": "S", "description": "D", "links": []}
                """);
        for (String page : List.of("/compliances", "/compliances/a-new-rule", "/certifications", certificationPage())) {
            Document shown = shown(preview(inside, page));
            assertThat(shown.getElementById("preview").text())
                    .contains("Preview of the draft “A draft” as seen by " + inside.name())
                    .contains("nothing here is published");
            // Every link of the page stays in the preview.
            shown.select("#content a[href], #navigation a[href]").stream()
                    .map(link -> link.absUrl("href"))
                    .filter(address -> !address.startsWith("mailto:") && !address.contains("rule.example"))
                    .forEach(address -> assertThat(address).contains("/preview/" + inside.id() + "/"));
        }
    }

    @Test
    void anOrganizationIsFoundByItsName() {
        Document found =
                shown("/desk/drafts/" + draft + "/preview?q=" + inside.slug().toUpperCase(Locale.ROOT));
        assertThat(found.select("#organizations tbody a").eachAttr("href"))
                .containsExactly(preview(inside, "/compliances"));
        assertThat(desk.get("/desk/drafts/" + draft + "/preview/" + UUID.randomUUID() + "/compliances")
                        .status())
                .isEqualTo(404);
    }
}
