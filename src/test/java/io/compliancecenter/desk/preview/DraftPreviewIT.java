package io.compliancecenter.desk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.DeskDrafts;
import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import io.compliancecenter.testing.Pdfs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Customers' pages as they would be, seen from the desk. */
@IntegrationTest
class DraftPreviewIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql deskRole;

    DeskDrafts drafts;

    Tenant inside;
    Tenant given;
    Tenant outside;
    Issued issued;
    String group;
    User author;
    User approver;
    Client desk;
    UUID draft;
    UUID certificate;

    @BeforeEach
    void draft() {
        inside = fixtures.organization();
        given = fixtures.organization();
        outside = fixtures.organization();
        group = fixtures.group(inside);
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        fixtures.update(
                "insert into certificate_access (certificate_id, organization_id, managed_by) values (?, ?, 'DESK')",
                issued.certificate(),
                given.id());
        manage("DESK");
        drafts = new DeskDrafts(deskRole);
        author = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
        desk = new Client(port).signIn(fixtures.deskPerson("AUDITOR").email(), Fixtures.PASSWORD);
        draft = drafts.draft(author);
    }

    @AfterEach
    void retire() {
        manage("FOLDER");
        fixtures.update(
                "update certificate set retired_at = now() where certification_code = ? and retired_at is null",
                issued.certification());
        fixtures.update("update certification set retired_at = now() where code = ?", issued.certification());
    }

    private void manage(String manager) {
        fixtures.update("update certification set managed_by = ? where code = ?", manager, issued.certification());
    }

    private void put(String kind, String key, String content) {
        drafts.change(author, draft, kind, key, content);
    }

    private void renew(String otherwise, String... groups) {
        certificate = UUID.randomUUID();
        put("CERTIFICATE", certificate.toString(), """
                {"certification": "%s", "issuer": "New Assessors", "issuedOn": "2026-11-01", "fileName": "new.pdf",
                 "otherwise": "%s", "groups": [%s]}
                """.formatted(
                        issued.certification(),
                        otherwise,
                        Stream.of(groups)
                                .map("{\"group\": \"%s\"}"::formatted)
                                .reduce((a, b) -> a + ", " + b)
                                .orElse("")));
        drafts.document(author, draft, certificate, Pdfs.page("Renewed " + certificate));
    }

    private void rename(String name) {
        put("CERTIFICATION", issued.certification(), """
                {"name": "%s", "status": "CERTIFIED", "summary": "Another summary.", "assures": "**Much.**",
                 "renewalEvery": "P3Y", "renewalDescription": "Every three years.",
                 "audits": [{"name": "Surveillance", "every": "P1Y"}],
                 "translations": {"de": {"name": "Auf Deutsch", "summary": "Zusammenfassung.", "assures": "**Vieles.**",
                                         "renewalDescription": "Alle drei Jahre.", "auditNames": ["Überwachung"]}}}
                """.formatted(name));
    }

    private String preview(Tenant tenant, String page) {
        return "/desk/drafts/" + draft + "/preview/" + tenant.id() + page;
    }

    private String certificationPage() {
        return "/certifications/" + issued.certification();
    }

    private Document shown(String path) {
        Answer answer = desk.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.html();
    }

    private Document own(Tenant tenant, String page) {
        return new Client(port)
                .signIn(tenant.admin().email(), Fixtures.PASSWORD)
                .get(tenant.path(page))
                .html();
    }

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

    private void publish() {
        assertThat(drafts.submit(author, draft)).isEqualTo("SUBMITTED");
        assertThat(drafts.approve(approver, draft)).isEqualTo("PUBLISHED");
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

    // parts.html: th:disabled; requests.html: fieldset
    @Test
    void noButtonDoesAnything() {
        renew("ON_REQUEST");
        Document page = shown(preview(outside, certificationPage()));
        assertThat(page.select("fieldset[disabled] button")).hasSize(1);
        Document downloadable = shown(preview(inside, "/certifications?q=" + issued.certification()));
        renew("EVERYONE");
        Document open = shown(preview(outside, certificationPage()));
        assertThat(open.select(".download button[disabled]")).hasSize(1);
        for (Document each : List.of(page, open, downloadable)) {
            assertThat(each.select("#content form[method=post]")).isEmpty();
            assertThat(each.select("[formaction]")).isEmpty();
        }
        String token = desk.token();
        assertThat(desk.post(preview(outside, certificationPage()), Map.of("_csrf", token))
                        .status())
                .isEqualTo(405);
        assertThat(desk.post(
                                preview(outside, "/certificates/" + certificate + "/downloads"),
                                Map.of(
                                        "_csrf",
                                        token,
                                        "idempotencyKey",
                                        UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void nobodyDownloadsWhatIsOnlyPreviewed() {
        renew("EVERYONE");
        shown(preview(inside, certificationPage()));
        Client admin = new Client(port).signIn(inside.admin().email(), Fixtures.PASSWORD);
        assertThat(admin.post(
                                inside.path("/certificates/" + certificate + "/downloads"),
                                Map.of(
                                        "_csrf",
                                        admin.token(),
                                        "idempotencyKey",
                                        UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(404);
    }

    // ListPages: "preview != null"; PlannedCatalogue.complete: the revision
    @Test
    void noCacheKeepsAPreview() {
        String before = wholeList(page -> own(inside, page));
        assertThat(desk.get(preview(inside, "/certifications")).header("Cache-Control"))
                .contains("no-store");
        rename("Renamed once");
        assertThat(wholeList(page -> shown(preview(inside, page)))).contains("Renamed once");
        rename("Renamed twice");
        assertThat(wholeList(page -> shown(preview(inside, page))))
                .contains("Renamed twice")
                .doesNotContain("Renamed once");
        assertThat(wholeList(page -> own(inside, page))).isEqualTo(before);
        assertThat(own(inside, certificationPage()).text()).doesNotContain("Renamed");
    }

    /** All pages of the certifications, as they are without a search. */
    private static String wholeList(Function<String, Document> pages) {
        StringBuilder list = new StringBuilder();
        Document page;
        int number = 1;
        do {
            page = pages.apply("/certifications?page=" + number++);
            list.append(page.getElementById("certifications").text());
        } while (page.getElementById("next") != null);
        return list.toString();
    }

    @Test
    void aPreviewLeavesNoTrace() {
        renew("EVERYONE");
        String before = state();
        shown(preview(inside, certificationPage()));
        shown(preview(outside, "/certifications"));
        assertThat(state()).isEqualTo(before);
    }

    private String state() {
        return owner.<String>work(
                database -> database.sql("""
                        select concat((select revision from catalogue_revision), (select max(sequence) from evidence_entry
                                        where chain_id = vendor_chain()), (select count(*) from certificate),
                                      (select count(*) from download_permit), (select revision from draft where id = ?))
                        """).param(draft).query(String.class).single());
    }

    // DraftPreviews: UNPUBLISHED
    @Test
    void onlyDraftsThatAreNotPublishedYetHaveOne() {
        rename("Renamed");
        shown("/desk/drafts/" + draft + "/preview");
        publish();
        assertThat(desk.get(preview(inside, certificationPage())).status()).isEqualTo(404);
        assertThat(desk.get("/desk/drafts/" + draft + "/preview").status()).isEqualTo(404);
        assertThat(shown("/desk/drafts/" + draft).getElementById("preview")).isNull();
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
