package io.compliancecenter.desk.terms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.terms.Terms;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** New versions of the terms at the desk. */
@IntegrationTest
class DeskTermsIT {

    /** After the time of the machine, which the database has. */
    private static final String NEXT_YEAR = "2999-01-01T00:00";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    Terms terms;

    Client editor;
    Client approver;

    @BeforeEach
    void signIn() {
        editor = new Client(port).signIn(fixtures.deskPerson("EDITOR").email(), Fixtures.PASSWORD);
        approver = new Client(port).signIn(fixtures.deskPerson("APPROVER").email(), Fixtures.PASSWORD);
    }

    private static Map<String, String> fields(FormElement form, String effectiveAt, String words) {
        Map<String, String> fields = new HashMap<>(Client.fields(form, Map.of("kind", "MATERIAL")));
        fields.put("effectiveAt", effectiveAt);
        fields.put("text.en", words);
        return fields;
    }

    private Answer save(Map<String, String> changed) {
        FormElement form = editor.get("/desk/terms/new").form("/terms/new");
        Map<String, String> fields = fields(form, NEXT_YEAR, "# Confidential Information\n\nNew words.");
        fields.putAll(changed);
        return editor.post("/desk/terms/new", fields);
    }

    @Test
    void aVersionIsApprovedForALaterTimeAndWithdrawnBeforeIt() {
        int before = terms.current().orElseThrow().version();
        Answer saved = save(Map.of());
        assertThat(saved.location()).as(saved.text()).endsWith("?done=SAVED");
        Answer draft = editor.get(saved.location());
        assertThat(draft.html().select("[data-field=kind] .after").text()).isEqualTo("Material");
        // TermsForm.content: the text that nobody has changed
        assertThat(draft.html().select("[data-field=texts.de]")).isEmpty();
        assertThat(draft.html().select(".desk-actions a[href^=/desk/terms/new?draft=]"))
                .hasSize(1);
        assertThat(draft.html().select("[data-field=texts.en]").text()).contains("New words.");
        editor.submit(draft.form("/submission"), Map.of());

        Answer approved = approver.submit(
                approver.get(saved.location().replaceFirst("\\?.*", "")).form("/approval"), Map.of());
        assertThat(approved.location()).as(approved.text()).endsWith("?done=PUBLISHED");

        Element latest = latest();
        assertThat(latest.text()).contains("Not in effect yet", "Material", "Desk");
        assertThat(terms.current().orElseThrow().version()).isEqualTo(before);
        // keep_to_manager_of_item
        assertThatThrownBy(() -> fixtures.update(
                        "insert into terms_text (version, locale, content) values (cast(? as integer), 'fr', 'Mots')",
                        latest.attr("data-version")))
                .hasStackTraceContaining("terms_text is managed by desk");
        Answer withdrawn = editor.submit(
                editor.get("/desk/terms").form("/" + latest.attr("data-version") + "/withdrawal"),
                Map.of("reason", "A mistake"));
        assertThat(withdrawn.location()).isEqualTo("/desk/terms?withdrawn=true");
        assertThat(latest().text()).contains("Withdrawn");
        assertThat(owner.<String>work(sql -> sql.sql(
                                "select convert_from(payload, 'UTF8') from evidence_entry where kind = 'terms-withdrawn'"
                                        + " order by sequence desc limit 1")
                        .query(String.class)
                        .single()))
                .contains("A mistake");
    }

    private Element latest() {
        return editor.get("/desk/terms").html().selectFirst("#versions tbody tr");
    }

    @Test
    void everyErrorIsShownAtOnceAndNothingTypedIsLost() {
        Answer refused = save(
                Map.of("kind", "", "effectiveAt", "2020-01-01T00:00", "language", "klingon language", "added", ""));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select(".desk-error").eachAttr("id"))
                .containsExactlyInAnyOrder("kind-error", "effectiveAt-error", "language-error");
        assertThat(refused.html().getElementById("text.en").text()).contains("New words.");
        assertThat(refused.html().getElementById("effectiveAt").val()).isEqualTo("2020-01-01T00:00");
    }

    @Test
    void anotherLanguageIsAdded() {
        Answer saved = save(Map.of("language", "fr", "added", "Nouveaux mots."));
        assertThat(editor.get(saved.location())
                        .html()
                        .select("[data-field=texts.fr]")
                        .text())
                .contains("Nouveaux mots.");
    }

    // apply_terms: effective, version
    @Test
    void aDraftIsOutdatedWhenAnotherVersionWasPublished() {
        Answer saved = save(Map.of());
        editor.submit(editor.get(saved.location()).form("/submission"), Map.of());
        fixtures.publishTerms("# Confidential Information\n\nPublished by the folder meanwhile.");
        Answer approved = approver.submit(
                approver.get(saved.location().replaceFirst("\\?.*", "")).form("/approval"), Map.of());
        assertThat(approved.status()).isEqualTo(409);
        assertThat(approved.html().select("#outcome").text()).contains("A newer version");
    }
}
