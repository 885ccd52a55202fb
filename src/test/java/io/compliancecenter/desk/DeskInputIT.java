package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the desk's people may type or paste by mistake is never taken for a failure of the database. */
@IntegrationTest
class DeskInputIT {

    /** Windows-1252 that was decoded as Latin-1, a line break of Unicode, NUL, and a character of two in UTF-16. */
    private static final List<String> PASTED =
            List.of("don%C2%92t", "a%C2%85b", "a%E2%80%A8b", "a%00b", "a%F0%9F%92%A5b");

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    DeskRoleSql desk;

    User editing;
    Client editor;
    Client approver;
    UUID draft;

    @BeforeEach
    void signIn() {
        editing = fixtures.deskPerson("EDITOR");
        editor = new Client(port).signIn(editing.email(), Fixtures.PASSWORD);
        approver = new Client(port).signIn(fixtures.deskPerson("APPROVER").email(), Fixtures.PASSWORD);
        String code = fixtures.deskCertification();
        DeskDrafts drafts = new DeskDrafts(desk);
        draft = drafts.draft(editing);
        drafts.change(editing, draft, "CERTIFICATION", code, """
                {"name": "Renamed", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}
                """);
    }

    private String draftPage() {
        return "/desk/drafts/" + draft;
    }

    @Test
    void noSearchFails() {
        UUID organization = fixtures.organization().id();
        List<String> failures = new ArrayList<>();
        for (String page : List.of(
                "/desk/customers?q=",
                "/desk/catalogue?q=",
                "/desk/downloads?q=",
                "/desk/downloads?user=",
                "/desk/downloads.csv?q=",
                "/desk/groups?q=",
                draftPage() + "/preview?q=",
                draftPage() + "/preview/" + organization + "/certifications?q=",
                draftPage() + "/preview/" + organization + "/compliances?q=")) {
            for (String words : PASTED) {
                int status = editor.get(page + words).status();
                if (status >= 500) {
                    failures.add(status + " " + page + words);
                }
            }
        }
        assertThat(failures).isEmpty();
    }

    // The titles of templates
    @Test
    void theTitleOfAPageNamesItsItem() {
        String code = fixtures.deskCertification();
        for (String page : List.of(
                "certifications/%s/edit",
                "certifications/%s/certificate",
                "certifications/%s/certificates",
                "CERTIFICATION/%s/retirement",
                "CERTIFICATION/%s/yaml")) {
            assertThat(editor.get("/desk/catalogue/" + page.formatted(code))
                            .html()
                            .title())
                    .as(page)
                    .contains(code);
        }
    }

    // DraftsController.create
    @Test
    void aTitleOfSpacesCreatesNothingAndOneThatWasPastedIsKept() {
        Answer list = editor.get("/desk/drafts");
        int before = list.html().select("#drafts tbody tr").size();
        Answer spaces = editor.submit(list.form("/desk/drafts"), Map.of("title", "   "));
        assertThat(spaces.location()).isEqualTo("/desk/drafts");
        assertThat(editor.get("/desk/drafts").html().select("#drafts tbody tr")).hasSize(before);

        Answer created = editor.submit(list.form("/desk/drafts"), Map.of("title", " We don\u0092t\u0085wait "));
        assertThat(created.status()).isEqualTo(303);
        assertThat(editor.get(created.location()).html().selectFirst("h1").text())
                .startsWith("We dont wait");
    }

    // ReviewController.sendBack
    @Test
    void aRemarkMayHaveAsManyCharactersAsItsFieldAllows() {
        new DeskDrafts(desk).submit(editing, draft);
        // As a browser sends 2,000 characters with 20 line breaks among them
        String remark = ("x".repeat(99) + "\r\n").repeat(19) + "x".repeat(100);
        Answer returned = approver.submit(approver.get(draftPage()).form("/return"), Map.of("remark", remark));
        assertThat(returned.location()).as(returned.text()).endsWith("?done=RETURNED");
        assertThat(approver.get(draftPage()).text()).contains("x".repeat(100));
    }

    // ReviewController.time
    @Test
    void aTimeThatCannotBeRecordedIsABadRequest() {
        new DeskDrafts(desk).submit(editing, draft);
        for (String time : List.of("3026-01-01T09:00", "+12026-01-01T00:00", "tomorrow")) {
            Answer refused = approver.submit(approver.get(draftPage()).form("/approval"), Map.of("publishAt", time));
            assertThat(refused.status()).as(time).isEqualTo(400);
        }
    }

    // TermsController.withdraw
    @Test
    void termsAreNotWithdrawnWithoutAReason() {
        Answer refused = editor.post("/desk/terms/1/withdrawal", Map.of("_csrf", editor.token(), "reason", "  "));
        assertThat(refused.location()).isEqualTo("/desk/terms");
    }

    // TermsForm.instant
    @Test
    void termsComeIntoEffectInAYearThatCanBeRecorded() {
        Answer refused = editor.submit(
                editor.get("/desk/terms/new").form("/terms/new"),
                Map.of("kind", "MATERIAL", "effectiveAt", "+12026-01-01T00:00"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().getElementById("effectiveAt-error")).isNotNull();
    }
}
