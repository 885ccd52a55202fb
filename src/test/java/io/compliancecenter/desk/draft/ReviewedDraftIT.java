package io.compliancecenter.desk.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A step of the review that is refused keeps what was typed for it, and one that cannot be undone says so before. */
@IntegrationTest
class ReviewedDraftIT {

    private static final String FRIDAY = "2999-01-04T09:00";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    DeskRoleSql desk;

    DeskDrafts drafts;
    User editing;
    Client approver;
    String code;
    UUID draft;

    @BeforeEach
    void sendToReview() {
        drafts = new DeskDrafts(desk);
        editing = fixtures.deskPerson("EDITOR");
        approver = signedIn(fixtures.deskPerson("APPROVER"));
        code = fixtures.deskCertification();
        draft = drafts.draft(editing);
        rename("Renamed");
        drafts.submit(editing, draft);
    }

    private Client signedIn(User person) {
        return new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    private void rename(String name) {
        drafts.change(editing, draft, "CERTIFICATION", code, """
                {"name": "%s", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}
                """.formatted(name));
    }

    private void reopen() {
        drafts.call(editing, "1 from draft d, return_draft(d.id, d.revision, null) where d.id = ?", draft);
    }

    private FormElement form(String step) {
        return approver.get("/desk/drafts/" + draft).form("/" + step);
    }

    // draft.html: th:value of publishAt. Without it, the second click would publish at once.
    @Test
    void theTimeOfPublicationStaysWhenTheDraftWasChangedMeanwhile() {
        FormElement seen = form("approval");
        reopen();
        rename("Renamed again");
        drafts.submit(editing, draft);

        Answer refused = approver.submit(seen, Map.of("publishAt", FRIDAY));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("#outcome").text()).startsWith("The draft has changed");
        assertThat(refused.html().getElementById("publish-at").val()).isEqualTo(FRIDAY);
        assertThat(refused.html().select("[aria-invalid]")).isEmpty();

        Answer approved = approver.submit(refused.form("/approval"), Map.of());
        assertThat(approved.location()).as(approved.text()).endsWith("?done=APPROVED");
    }

    @Test
    void aTimeThatHasPassedIsRefusedAtItsField() {
        Document refused = approver.submit(form("approval"), Map.of("publishAt", "2020-01-03T09:00"))
                .html();
        Element field = refused.getElementById("publish-at");
        assertThat(field.val()).isEqualTo("2020-01-03T09:00");
        assertThat(field.attr("aria-invalid")).isEqualTo("true");
        assertThat(field.attr("aria-describedby")).isEqualTo("publish-at-error publish-at-hint");
        assertThat(refused.select("#publish-at-error").text()).startsWith("The time of publication has passed.");
    }

    @Test
    void theTimeOfPublicationNamesItsZone() {
        assertThat(form("approval").select("#publish-at-hint").text()).startsWith("In this time zone: UTC.");
        Answer elsewhere =
                approver.get("/desk/drafts/" + draft, "Cookie", approver.cookies() + "; zone=America/New_York");
        assertThat(elsewhere.html().select("#publish-at-hint").text())
                .startsWith("In this time zone: America/New York.");
    }

    // ReviewController.sendBack
    @Test
    void aCommentStaysWhenTheDraftWasChangedMeanwhile() {
        FormElement seen = form("return");
        reopen();
        drafts.submit(editing, draft);

        Answer refused = approver.submit(seen, Map.of("remark", "First line\r\nSecond line"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.html().select("#outcome").text()).startsWith("The draft has changed");
        assertThat(refused.html().getElementById("remark").val()).isEqualTo("First line\nSecond line");

        Answer returned = approver.submit(refused.form("/return"), Map.of());
        assertThat(returned.location()).as(returned.text()).endsWith("?done=RETURNED");
        assertThat(approver.get(returned.location()).html().select("#remark").text())
                .isEqualTo("Sent back: First line Second line");
    }

    // draft.html: unsent. There is no field any more that could keep it.
    @Test
    void aCommentIsShownWhenSomebodyElseHasOpenedTheDraftForChanges() {
        FormElement seen = form("return");
        reopen();
        Document refused =
                approver.submit(seen, Map.of("remark", "The scope is missing")).html();
        assertThat(refused.select("#return")).isEmpty();
        assertThat(refused.select("#unsent").text()).isEqualTo("Your comment was not saved: The scope is missing");
    }

    @Test
    void aCommentThatIsTooLongIsRefusedAtItsField() {
        Answer refused = approver.submit(form("return"), Map.of("remark", "x".repeat(2001)));
        assertThat(refused.status()).isEqualTo(422);
        Element field = refused.html().getElementById("remark");
        assertThat(field.val()).isEqualTo("x".repeat(2001));
        assertThat(field.attr("aria-describedby")).isEqualTo("remark-error");
        assertThat(refused.html().select("#remark-error").text()).isEqualTo("This is longer than 2000 characters.");
    }

    // As a word processor copies a line break within a paragraph
    @Test
    void aCommentMayHaveBeenPasted() {
        Answer returned = approver.submit(form("return"), Map.of("remark", "First\u000BSecond\u0000 don\u0092t"));
        assertThat(returned.location()).as(returned.text()).endsWith("?done=RETURNED");
        assertThat(approver.get(returned.location()).html().select("#remark").text())
                .isEqualTo("Sent back: First Second dont");
    }

    @Test
    void aDraftIsDiscardedBelowWhatThatMeansAndTheListSaysSo() {
        reopen();
        Client editor = signedIn(editing);
        FormElement form = editor.get("/desk/drafts/" + draft).form("/discarding");
        assertThat(form.closest("details:not([open])")).isNotNull();
        assertThat(form.text()).contains("its PDFs are deleted for good");

        Answer discarded = editor.submit(form, Map.of());
        assertThat(discarded.status()).isEqualTo(303);
        assertThat(editor.get(discarded.location()).html().select("#done").text())
                .startsWith("The draft is discarded.");
        assertThat(editor.get("/desk/drafts").html().select("#done")).isEmpty();
    }
}
