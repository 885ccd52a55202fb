package io.compliancecenter.desk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The terms of a draft as admins would meet them at a download, seen from the desk. */
@IntegrationTest
class TermsPreviewIT {

    private static final String OLD = "# Terms\n\nKeep it secret for three years.";
    private static final String NEW = "# Terms\n\nKeep it secret for five years.";
    private static final String GERMAN = "# Bedingungen\n\nFünf Jahre vertraulich.";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql deskRole;

    @Autowired
    Actors actors;

    DeskDrafts drafts;
    Tenant tenant;
    Issued issued;
    User author;
    Client desk;
    UUID draft;
    int version;

    @BeforeEach
    void draft() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        version = fixtures.publishTerms(OLD) + 1;
        drafts = new DeskDrafts(deskRole);
        author = fixtures.deskPerson("EDITOR");
        desk = new Client(port).signIn(fixtures.deskPerson("AUDITOR").email(), Fixtures.PASSWORD);
        draft = drafts.draft(author);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private void put(String kind, String effectiveAt) {
        drafts.change(author, draft, "TERMS", Integer.toString(version), """
                {"kind": "%s", "effectiveAt": %s, "texts": {"en": "%s", "de": "%s"}}
                """.formatted(
                        kind, effectiveAt, NEW.replace("\n", "\\n"), GERMAN.replace("\n", "\\n")));
    }

    private String preview(String below) {
        return "/desk/drafts/" + draft + "/preview/" + tenant.id() + below;
    }

    private String terms() {
        return preview("/terms/" + issued.certificate());
    }

    private Document shown(String path, String... headers) {
        Answer answer = desk.get(path, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.html();
    }

    @Test
    void aDownloadLeadsToTheWordsOfTheDraftInTheReadersLanguage() {
        put("MATERIAL", "null");
        for (String page :
                List.of("/certifications/" + issued.certification(), "/certifications?q=" + issued.certification())) {
            assertThat(shown(preview(page)).selectFirst(".download a").absUrl("href"))
                    .endsWith(terms());
        }

        Document english = shown(terms());
        assertThat(english.getElementById("terms-text").text())
                .contains("Keep it secret for five years.")
                .doesNotContain("three");
        assertThat(english.selectFirst(".checkbox").text()).contains("on behalf of " + tenant.name());
        assertThat(english.getElementById("preview").text()).contains("nothing here is published");
        assertThat(english.getElementById("terms-preview").text())
                .contains("Nobody can agree", "take effect when the draft is published", "No admin", "no changes")
                .doesNotContain("editorial");
        Document german = shown(terms(), "Accept-Language", "de-AT");
        assertThat(german.selectFirst("html").attr("lang")).isEqualTo("de");
        assertThat(german.getElementById("terms-text").text()).contains("Fünf Jahre vertraulich.");
        assertThat(german.getElementById("terms-preview").text()).contains("Niemand kann ihnen hier zustimmen");
    }

    // PreviewRows.findLatestAcceptance
    @Test
    void theChangesAreThoseForTheAdminWhoAgreedLast() {
        put("MATERIAL", "null");
        actors.adminOf(tenant).permit(issued, "1 minute");

        Document page = shown(terms());
        assertThat(page.select("#redline del [lang]").eachText()).containsExactly("three");
        assertThat(page.select("#redline ins [lang]").eachText()).containsExactly("five");
        assertThat(page.getElementById("redline").text()).contains("You agreed to version " + (version - 1));
        assertThat(page.getElementById("terms-preview").text())
                .contains("those that " + tenant.admin().name());

        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        assertThat(shown(terms()).getElementById("redline")).isNull();
        fixtures.setRole(tenant, tenant.admin(), "ADMIN");
        // Consent is personal, so the customer would get no changes either.
        fixtures.update(
                "update user_account set name = 'Somebody Else' where id = ?",
                tenant.admin().id());
        assertThat(shown(terms()).getElementById("redline")).isNull();
    }

    @Test
    void termsToComeSayFromWhen() {
        put("EDITORIAL", "\"2099-01-01T09:00:00Z\"");
        actors.adminOf(tenant).permit(issued, "1 minute");

        Document page = shown(terms());
        assertThat(page.getElementById("terms-preview").text()).contains("They take effect on 1 Jan 2099, 09:00 UTC");
        assertThat(page.select("dt").eachText()).contains("In effect from").doesNotContain("In effect since");
        assertThat(page.getElementById("redline").text()).contains("All changes since then are editorial");
        put("MATERIAL", "\"2001-01-01T09:00:00Z\"");
        assertThat(shown(terms()).getElementById("terms-preview").text()).contains("when the draft is published");
    }

    // terms.html: th:unless="${cataloguePreview}"
    @Test
    void nothingCanBeSentFromThePreviewAndNothingIsStored() {
        put("MATERIAL", "null");
        String before = state();
        Document page = shown(terms());

        assertThat(page.select("#content form, #content [name], #content [formaction]"))
                .isEmpty();
        assertThat(page.select("#content :is(input, button):not([disabled])")).isEmpty();
        assertThat(page.select("#content a").eachAttr("href")).containsExactly("../certifications");
        Map<String, String> fields = fields();
        fields.put("_csrf", desk.token());
        assertThat(desk.post(terms(), fields).status()).isEqualTo(405);
        for (String address : List.of(
                "/acceptances",
                "/downloads",
                "/certificates/" + issued.certificate() + "/acceptances",
                "/terms/" + issued.certificate() + "/acceptances")) {
            assertThat(desk.post(preview(address), fields).status()).as(address).isEqualTo(404);
        }
        for (String address : List.of("/acceptances", "/downloads")) {
            assertThat(desk.post(tenant.path("/certificates/" + issued.certificate() + address), fields)
                            .status())
                    .as(address)
                    .isEqualTo(404);
        }
        assertThat(state()).isEqualTo(before);
    }

    /** What the customers' own page would send, about the draft. */
    private Map<String, String> fields() {
        return new HashMap<>(Map.of(
                "agreed", "true",
                "version", Integer.toString(version),
                "termsLocale", "en",
                "sha256", Sha256.of(NEW.getBytes(StandardCharsets.UTF_8)),
                "wording", "0".repeat(64),
                "locale", "en",
                "idempotencyKey", UUID.randomUUID().toString()));
    }

    private String state() {
        return owner.<String>work(
                database -> database.sql("""
                        select concat((select count(*) from acceptance), ' ', (select count(*) from download_permit), ' ',
                                      (select count(*) from evidence_entry where kind not like 'sign%'), ' ',
                                      (select max(version) from terms_version), ' ', (select revision from draft where id = ?))
                        """).param(draft).query(String.class).single());
    }

    // DownloadGate: WORDS_CHANGED
    @Test
    void anAdminCannotAgreeToWordsOfADraft() {
        put("MATERIAL", "null");
        Client admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        String certificate = tenant.path("/certificates/" + issued.certificate());
        Map<String, String> fields =
                Client.fields(admin.get(certificate + "/terms").form("/acceptances"), Map.of("agreed", "true"));
        fields = new HashMap<>(fields);
        fields.put("version", Integer.toString(version));
        fields.put("sha256", Sha256.of(NEW.getBytes(StandardCharsets.UTF_8)));

        assertThat(admin.post(certificate + "/acceptances", fields).status()).isEqualTo(409);
        assertThat(owner.<Integer>work(
                        database -> database.sql("select count(*) from acceptance where organization_id = ?")
                                .param(tenant.id())
                                .query(Integer.class)
                                .single()))
                .isZero();
    }

    // PreviewRows.findAgreementSignedOn
    @Test
    void anAgreementSignedOutsideStandsForTheTerms() {
        put("MATERIAL", "null");
        PaperAgreements papers = new PaperAgreements(fixtures, deskRole);
        UUID agreement = papers.inForce(tenant);
        List<String> pages = List.of("/certifications", "/certifications/" + issued.certification());

        for (String page : pages) {
            assertThat(shown(preview(page)).getElementById("agreement-notice").text())
                    .contains("signed an agreement on paper on 1 Mar 2026");
        }
        Document download = shown(terms());
        assertThat(download.getElementById("content").text())
                .contains("signed an agreement on paper on 1 Mar 2026")
                .doesNotContain("secret");
        assertThat(download.select("#content form, #content [name], #content button:not([disabled])"))
                .isEmpty();

        papers.end(agreement);
        for (String page : pages) {
            assertThat(shown(preview(page)).getElementById("agreement-notice")).isNull();
        }
        assertThat(shown(terms()).getElementById("terms-text")).isNotNull();
    }

    // DraftTerms: onRequest, findTerms
    @Test
    void thereIsNoTermsPageForWhatIsNotDownloaded() {
        String certification = preview("/certifications/" + issued.certification());
        assertThat(desk.get(terms()).status()).isEqualTo(404);
        assertThat(shown(certification).select(".download a")).isEmpty();
        assertThat(shown(certification).select(".download button[disabled]")).hasSize(1);
        put("MATERIAL", "null");
        assertThat(desk.get(preview("/terms/" + UUID.randomUUID())).status()).isEqualTo(404);
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        assertThat(desk.get(terms()).status()).isEqualTo(404);
        assertThat(shown(certification).select(".download :is(a.button, button)"))
                .isEmpty();
    }

    // SinglePersonNotice
    @Test
    void thePreviewSaysThatNobodyElseApproves() {
        put("MATERIAL", "null");
        List<String> pages =
                List.of(terms(), preview("/compliances"), preview("/certifications/" + issued.certification()));
        for (String page : pages) {
            assertThat(shown(page).getElementById("preview-single-person")).isNull();
        }
        require(false);
        try {
            for (String page : pages) {
                assertThat(shown(page).getElementById("preview-single-person").text())
                        .contains("second approval");
            }
        } finally {
            require(true);
        }
    }

    private void require(boolean secondPerson) {
        fixtures.asOwner(database -> database.sql("select publish_desk_approval(?)")
                .param(secondPerson)
                .query(Integer.class)
                .single());
    }
}
