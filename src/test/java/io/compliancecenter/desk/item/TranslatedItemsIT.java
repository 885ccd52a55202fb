package io.compliancecenter.desk.item;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Texts in the languages of the catalogue, English and German, from the desk's form to the customers' page. */
class TranslatedItemsIT extends NewComplianceTest {

    private static final String DE = "translations[de].";

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    Client customer;
    Tenant tenant;

    @BeforeEach
    void signInCustomer() {
        tenant = fixtures.organization();
        customer = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        for (String table : List.of("compliance", "certification")) {
            fixtures.update("update " + table + " set managed_by = 'FOLDER' where code = ?", code);
            fixtures.update("update " + table + " set retired_at = now() where code = ?", code);
        }
    }

    /** In both languages, with a link. */
    private Map<String, String> translated() {
        Map<String, String> typed = compliance();
        typed.put(DE + "name", "Regel " + code);
        typed.put(DE + "summary", "Worum es geht.");
        typed.put(DE + "description", "Das ist **wichtig**.");
        typed.put(DE + "links[0].text", "Der Wortlaut");
        return typed;
    }

    private String create(Map<String, String> typed) {
        return draftOf(editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), typed));
    }

    private Answer edit() {
        return editor.get("/desk/catalogue/compliances/" + code + "/edit");
    }

    private Document page(String path, String language) {
        return customer.get(tenant.path(path), "Accept-Language", language).html();
    }

    @Test
    void aComplianceIsPublishedInBothLanguagesAndEditedAgain() {
        publish(create(translated()));

        Document german = page("/compliances/" + code, "de");
        assertThat(german.selectFirst("h1 [lang]").text()).isEqualTo("Regel " + code);
        assertThat(german.select(".prose strong").text()).isEqualTo("wichtig");
        assertThat(german.select("a[href=https://example.com/rule]").text()).contains("Der Wortlaut");
        assertThat(german.select("main [lang]").eachAttr("lang")).containsOnly("de");
        Document french = page("/compliances/" + code, "fr");
        assertThat(french.selectFirst("h1 [lang]").text()).isEqualTo("Rule " + code);
        assertThat(french.select("main [lang]").eachAttr("lang")).containsOnly("en");

        // Only the translation, in the comparison as well.
        Answer form = edit();
        assertThat(form.html().getElementById(DE + "links[0].text").val()).isEqualTo("Der Wortlaut");
        assertThat(form.html().getElementById(DE + "summary").attr("lang")).isEqualTo("de");
        String draft = draftOf(editor.submit(form.form("/edit"), Map.of(DE + "summary", "Worum es wirklich geht.")));
        Document comparison = editor.get(draft).html();
        assertThat(comparison.select("tr[data-field]").eachAttr("data-field")).containsExactly("summary.de");
        assertThat(comparison.select("tr[data-field] th").text()).isEqualTo("Summary (German)");
        assertThat(comparison.select("tr[data-field] ins").text()).contains("wirklich");
        assertThat(comparison.select("tr[data-field] .redline [lang]").eachAttr("lang"))
                .containsOnly("de");
        publish(draft);
        assertThat(page("/compliances/" + code, "de").selectFirst(".lead").text())
                .isEqualTo("Worum es wirklich geht.");
        assertThat(page("/compliances/" + code, "en").selectFirst(".lead").text())
                .isEqualTo("What it is about.");
    }

    // PlannedCatalogue.put: within, as what is published; ChangeView.incomplete. No form saves such a translation.
    @Test
    void aTranslationWithoutALabelForEachLinkIsNotShownAndTheDraftSaysSo() {
        String draft = create(translated());
        String preview = draft + "/preview/" + tenant.id() + "/compliances/" + code;
        assertThat(editor.get(preview, "Accept-Language", "de").text()).contains("Regel " + code, "Der Wortlaut");
        assertThat(editor.get(draft).html().select(".change .notice")).isEmpty();
        fixtures.update(
                "update draft_change set content = jsonb_set(content, '{translations,de,linkLabels}', '[]') where key = ?",
                code);

        Answer shown = editor.get(preview, "Accept-Language", "de");

        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.html().selectFirst("h1 [lang=en]").text()).isEqualTo("Rule " + code);
        assertThat(editor.get(draft).html().select(".change .notice").text())
                .contains("more or fewer links or audits than the original (German)");
    }

    @Test
    void aCertificationIsPublishedInBothLanguages() {
        Map<String, String> typed = new HashMap<>();
        typed.put("code", code);
        typed.put("name", "Attestation " + code);
        typed.put("status", "IN_PROGRESS");
        typed.put("summary", "What it is about.");
        typed.put("assures", "That all is well.");
        typed.put("renewalEvery.number", "3");
        typed.put("renewalEvery.unit", "Y");
        typed.put("renewalDescription", "Every three years.");
        typed.put("audits[0].name", "Surveillance audit");
        typed.put("audits[0].every.number", "1");
        typed.put("audits[0].every.unit", "Y");
        typed.put(DE + "name", "Bescheinigung " + code);
        typed.put(DE + "summary", "Worum es geht.");
        typed.put(DE + "assures", "Dass alles in **Ordnung** ist.");
        Answer form = editor.get("/desk/catalogue/certifications/new");
        Answer refused = editor.submit(form.form("/new"), typed);
        assertThat(refused.html().select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly(DE + "renewalDescription", DE + "audits[0].text");

        typed.put(DE + "renewalDescription", "Alle drei Jahre.");
        typed.put(DE + "audits[0].text", "Überwachungsaudit");
        publish(draftOf(editor.submit(refused.form("/new"), typed)));

        Document german = page("/certifications/" + code, "de");
        assertThat(german.select("main [lang]").eachAttr("lang")).containsOnly("de");
        assertThat(german.text()).contains("Bescheinigung " + code, "Alle drei Jahre.", "Dass alles in Ordnung ist.");
        assertThat(page("/certifications/" + code, "en").text()).contains("Every three years.", "That all is well.");
        assertThat(editor.get("/desk/catalogue/CERTIFICATION/" + code + "/yaml").text())
                .contains("translations:", "- Überwachungsaudit");
    }

    // ComplianceForm.errors, TextRule.objection(original, translation): an item is never shown in two languages at once
    @Test
    void aTranslationIsCompleteOrThereIsNone() {
        Map<String, String> typed = translated();
        typed.put(DE + "name", "x".repeat(201));
        typed.put(DE + "summary", "");
        typed.put(DE + "howWeComply", "Nichts zu übersetzen");
        typed.put(DE + "links[0].text", "");
        Answer refused = editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), typed);

        assertThat(refused.status()).isEqualTo(422);
        Document page = refused.html();
        assertThat(page.select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly(DE + "name", DE + "summary", DE + "howWeComply", DE + "links[0].text");
        page.select("[aria-invalid=true]")
                .forEach(field -> assertThat(page.getElementById(field.attr("aria-describedby")))
                        .as("error of %s", field)
                        .isNotNull());
        assertThat(page.getElementById(DE + "howWeComply-error").text())
                .isEqualTo("There is no such text in the first language. Leave this empty.");
        assertThat(page.getElementById(DE + "description").wholeText().strip()).isEqualTo("Das ist **wichtig**.");
        assertThat(page.getElementById(DE + "howWeComply").wholeText().strip()).isEqualTo("Nichts zu übersetzen");

        // Empty as a whole, it is none.
        Map<String, String> none = translated();
        none.keySet().removeIf(field -> field.startsWith(DE));
        for (String field : List.of("name", "summary", "description", "howWeComply", "links[0].text")) {
            none.put(DE + field, "");
        }
        publish(draftOf(editor.submit(refused.form("/new"), none)));
        assertThat(page("/compliances/" + code, "de").select("main .lead").attr("lang"))
                .isEqualTo("en");
    }

    // TranslatedLine.filledRows
    @Test
    void theRowsOfAllLanguagesGoTogether() {
        Map<String, String> typed = translated();
        typed.put("links[0].label", "");
        typed.put("links[0].url", "");
        typed.put("links[1].label", "Second");
        typed.put("links[1].url", "https://example.com/second");
        typed.put(DE + "links[0].text", "");
        typed.put(DE + "links[1].text", "Zweiter");
        publish(create(typed));
        assertThat(page("/compliances/" + code, "de").select(".links [lang]").eachText())
                .containsExactly("Zweiter");

        // A translation alone is no link.
        Answer refused = editor.submit(edit().form("/edit"), Map.of(DE + "links[1].text", "Übrig"));
        assertThat(refused.html().select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly("links[1].label", "links[1].url");
        assertThat(refused.html().getElementById(DE + "links[1].text").val()).isEqualTo("Übrig");
    }

    @Test
    void eachLanguageHasItsPreview() {
        Map<String, String> typed = translated();
        typed.put("action", "preview");
        Document preview =
                editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), typed).html();
        assertThat(preview.select("#translation-de .desk-preview .prose strong").text())
                .isEqualTo("wichtig");
        assertThat(preview.select("#translation-de .desk-preview .prose").attr("lang"))
                .isEqualTo("de");
        assertThat(preview.select("#translation-de legend").text()).isEqualTo("Texts in German");
    }

    // draft_sha256: what was approved covers the translations
    @Test
    void aTranslationThatChangesAfterItWasSeenNeedsAnotherApproval() {
        String draft = create(translated());
        submit(draft);
        Answer seen = approver().get(draft);
        editor.submit(editor.get(draft).form("/return"), Map.of());
        Answer form =
                editor.get("/desk/catalogue/compliances/" + code + "/edit?draft=" + draft.replaceFirst(".*/", ""));
        draftOf(editor.submit(form.form("/edit"), Map.of(DE + "summary", "Etwas anderes.")));
        submit(draft);

        Answer refused = approver().submit(seen.form("/approval"), Map.of());

        assertThat(refused.status()).isEqualTo(409);
        assertThat(customer.get(tenant.path("/compliances/" + code)).status()).isEqualTo(404);
    }

    @Test
    void theSecondOfTwoEditorsSeesTheOthersTranslation() {
        String draft = create(translated());
        String address = "/desk/catalogue/compliances/" + code + "/edit?draft=" + draft.replaceFirst(".*/", "");
        Client colleague = signedIn("EDITOR");
        Answer mine = editor.get(address);
        draftOf(colleague.submit(colleague.get(address).form("/edit"), Map.of(DE + "summary", "Von der Kollegin.")));

        Answer told = editor.submit(mine.form("/edit"), Map.of(DE + "summary", "Von mir."));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.html().select("#conflict tr[data-field]").eachAttr("data-field"))
                .containsExactly("summary.de");
        assertThat(told.html().getElementById(DE + "summary").wholeText().strip())
                .isEqualTo("Von mir.");
    }

    // ItemPages: isInAnotherLanguage; ItemDrafts.save: LanguageChangedException
    @Test
    void whatWasTypedInAnotherFirstLanguageIsNotTakenForThisOne() {
        Answer opened = editor.get(NEW_COMPLIANCE);
        assertThat(opened.html().select("[name=language]").val()).isEqualTo("en");
        // As if the form had been opened while the catalogue was in French.
        Map<String, String> typed = translated();
        typed.put("language", "fr");
        Map<String, String> mistaken = new HashMap<>(typed);
        mistaken.put("name", "");
        Map<String, String> previewed = new HashMap<>(typed);
        previewed.put("action", "preview");
        for (Map<String, String> fields : List.of(typed, mistaken, previewed)) {
            Answer told = editor.submit(opened.form("/new"), fields);
            assertThat(told.status()).isEqualTo(409);
            assertThat(told.html().getElementById("conflict").text()).contains("first language of the catalogue");
            assertThat(told.html().getElementById("summary").attr("lang")).isEqualTo("fr");
            assertThat(told.html().getElementById(DE + "summary").attr("lang")).isEqualTo("de");
        }
        assertThat(owner.<Long>work(sql -> sql.sql("select count(*) from draft_change where key = ?")
                        .param(code)
                        .query(Long.class)
                        .single()))
                .isZero();
        create(translated());
    }

    // put_draft_change: lock_publication_shared
    @Test
    void nothingIsSavedInADraftWhileAFolderIsPublished() {
        User author = fixtures.deskPerson("EDITOR");
        DeskDrafts drafts = new DeskDrafts(desk);
        UUID draft = drafts.draft(author);
        fixtures.asOwner(publishing -> {
            publishing.sql("select lock_publication()").query(rows -> {});
            // In another thread, which has another transaction.
            assertThatThrownBy(() -> OwnThread.supply(() -> desk.as(author, sql -> {
                                sql.sql("set local lock_timeout = '50ms'").update();
                                return sql.sql("select 1 from put_draft_change(?, 1, 'COMPLIANCE', ?, '{}')")
                                        .params(draft, code)
                                        .query(Integer.class)
                                        .single();
                            }))
                            .join())
                    .hasStackTraceContaining("lock timeout");
            return true;
        });
    }

    // published_translations, apply_compliance: neither a move between folder and desk nor a return loses a language
    @Test
    void movesAndReturnsKeepTheTranslations() {
        publish(create(translated()));
        for (String manager : List.of("FOLDER", "DESK")) {
            Answer list = editor.get("/desk/catalogue");
            editor.submit(list.form("/COMPLIANCE/" + code + "/manager"), Map.of("manager", manager));
            assertThat(page("/compliances/" + code, "de")
                            .selectFirst("h1 [lang]")
                            .text())
                    .isEqualTo("Regel " + code);
            assertThat(editor.get("/desk/catalogue/COMPLIANCE/" + code + "/yaml")
                            .text())
                    .contains("translations:", "Das ist **wichtig**.", "- Der Wortlaut");
        }
        String retirement = "/desk/catalogue/COMPLIANCE/" + code + "/retirement";
        publish(draftOf(editor.submit(editor.get(retirement).form("/retirement"), Map.of())));
        assertThat(customer.get(tenant.path("/compliances/" + code)).status()).isEqualTo(404);
        publish(draftOf(editor.submit(edit().form("/edit"), Map.of())));
        assertThat(page("/compliances/" + code, "de").selectFirst("h1 [lang]").text())
                .isEqualTo("Regel " + code);
    }

    // published_translations: drafts from before there were translations are still what they replace
    @Test
    void anItemInOneLanguageIsInDraftsAsItWasBefore() {
        Map<String, String> typed = translated();
        typed.keySet().removeIf(field -> field.startsWith(DE));
        publish(create(typed));
        assertThat(owner.<String>work(database -> database.sql("select published_item('COMPLIANCE', :code, '{}')::text")
                        .param("code", code)
                        .query(String.class)
                        .single()))
                .contains("\"links\"")
                .doesNotContain("translations");
    }
}
