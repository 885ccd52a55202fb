package io.compliancecenter.desk.item;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.catalogue.rules.TextRule;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.Test;

/** Texts of compliances and certifications, from the form to the customers' page. */
class ItemFormsIT extends NewComplianceTest {

    @Test
    void aNewComplianceIsShownToCustomersAndEditedAgain() {
        publish(draftOf(editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), compliance())));

        Tenant tenant = fixtures.organization();
        Client customer = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        Document page = customer.get(tenant.path("/compliances/" + code)).html();
        assertThat(page.selectFirst("h1").text()).contains("Rule " + code);
        assertThat(page.select(".prose strong").text()).isEqualTo("important");
        assertThat(page.select("a[href=https://example.com/rule]").text()).contains("The text");

        Answer form = editor.get("/desk/catalogue/compliances/" + code + "/edit");
        assertThat(form.html().getElementById("links[0].url").val()).isEqualTo("https://example.com/rule");
        Answer saved = editor.submit(
                form.form("/edit"),
                Map.of(
                        "description",
                        "It is **very important**.",
                        "links[0].label",
                        "",
                        "links[0].url",
                        "",
                        "status",
                        "CERTIFIED"));
        Document draft = editor.get(draftOf(saved)).html();
        assertThat(draft.select("tr[data-field=description] ins").text()).contains("very");
        assertThat(draft.select("tr[data-field=description] del")).isEmpty();
        assertThat(draft.select("tr[data-field=status] td").eachText()).containsExactly("Compliant", "Certified");
        assertThat(draft.select("tr[data-field=links] .before").text())
                .isEqualTo("The text · https://example.com/rule");
        publish(draftOf(saved));
        assertThat(customer.get(tenant.path("/compliances/" + code))
                        .html()
                        .select(".prose")
                        .text())
                .contains("very important");
    }

    // The names of fields in errors: change one in ComplianceForm to see it fail.
    @Test
    void everythingThatIsWrongIsSaidAtOnceAndNothingTypedIsLost() {
        Map<String, String> typed = Map.of(
                "code",
                "Not A Code",
                "name",
                "x".repeat(201),
                "status",
                "",
                "summary",
                "",
                "description",
                "Kept <as> typed",
                "links[0].label",
                "Insecure",
                "links[0].url",
                "http://example.com");
        Answer refused = editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), typed);

        assertThat(refused.status()).isEqualTo(422);
        Document page = refused.html();
        assertThat(page.select("[aria-invalid=true]").eachAttr("name"))
                .containsExactly("code", "name", "status", "summary", "links[0].url");
        page.select("[aria-invalid=true]")
                .forEach(field -> assertThat(page.getElementById(field.attr("aria-describedby")))
                        .as("error of %s", field)
                        .isNotNull());
        assertThat(page.getElementById("name-error").text()).isEqualTo("This is longer than 200 characters.");
        assertThat(page.getElementById("description").wholeText().strip()).isEqualTo("Kept <as> typed");
        assertThat(page.getElementById("code").val()).isEqualTo("Not A Code");
        assertThat(page.getElementById("links[0].url").val()).isEqualTo("http://example.com");
    }

    @Test
    void aPreviewSavesNothingAndLosesNothing() {
        Map<String, String> typed = compliance();
        typed.put("description", "## A heading\n\n<script>alert(1)</script>");
        typed.put("summary", "");
        typed.put("action", "preview");
        Answer preview = editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), typed);

        assertThat(preview.status()).isEqualTo(200);
        assertThat(preview.html().select(".desk-preview .prose h3").text()).isEqualTo("A heading");
        assertThat(preview.html().select(".desk-preview script")).isEmpty();
        assertThat(preview.html().getElementById("description").wholeText()).contains("<script>");
        typed.remove("action");
        typed.put("summary", "Now it is there.");
        draftOf(editor.submit(preview.form("/new"), typed));
    }

    @Test
    void aCertificationHasACycleAndItsDates() {
        Map<String, String> typed = new HashMap<>();
        typed.put("code", code);
        typed.put("name", "Certification " + code);
        typed.put("status", "IN_PROGRESS");
        typed.put("summary", "What it is about.");
        typed.put("assures", "That all is well.");
        typed.put("renewalEvery.number", "3");
        typed.put("renewalEvery.unit", "Y");
        typed.put("renewalDescription", "Every three years.");
        typed.put("audits[0].name", "Surveillance audit");
        typed.put("audits[0].every.number", "12");
        typed.put("audits[0].every.unit", "M");
        typed.put("action", "preview");
        Answer preview =
                editor.submit(editor.get("/desk/catalogue/certifications/new").form("/new"), typed);
        assertThat(preview.html().select("#dates li")).hasSize(3);

        Answer saved = editor.submit(preview.form("/new"), Map.of());
        String draft = draftOf(saved);
        assertThat(editor.get(draft).text()).contains("3 years", "Surveillance audit · 12 months");
        publish(draft);
        Document form =
                editor.get("/desk/catalogue/certifications/" + code + "/edit").html();
        assertThat(form.getElementById("audits[0].every.number").val()).isEqualTo("12");
        assertThat(form.getElementsByAttributeValue("name", "audits[0].every.unit")
                        .first()
                        .select("[selected]")
                        .val())
                .isEqualTo("M");
    }

    @Test
    void aTextMayBeAsLongAsInAFile() {
        String text = "Ein ganz langer Text mit Umlauten: äöüß. ".repeat(2_400);
        Map<String, String> typed = compliance();
        typed.put("description", text);
        typed.put("howWeComply", text);
        Answer saved = editor.upload(editor.get(NEW_COMPLIANCE).form("/new"), typed, "", new byte[0]);

        publish(draftOf(saved));
        assertThat(editor.get("/desk/catalogue/compliances/" + code + "/edit")
                        .html()
                        .getElementById("howWeComply")
                        .wholeText()
                        .strip())
                .isEqualTo(text.strip());
    }

    // Take the comparison with what was seen out of ItemDrafts#save to see it fail.
    @Test
    void theSecondOfTwoEditorsIsToldAndOverwritesNothing() {
        String draft = draftOf(editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), compliance()));
        String address = "/desk/catalogue/compliances/" + code + "/edit?draft=" + draft.replaceFirst(".*/", "");
        Client colleague = signedIn("EDITOR");
        Answer mine = editor.get(address);
        Answer theirs = colleague.get(address);
        draftOf(colleague.submit(theirs.form("/edit"), Map.of("summary", "What the colleague wrote.")));

        Answer told = editor.submit(mine.form("/edit"), Map.of("summary", "What I wrote."));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.html().select("#conflict tr[data-field=summary]").text())
                .contains("the colleague")
                .contains("I");
        assertThat(told.html().getElementById("summary").wholeText().strip()).isEqualTo("What I wrote.");
        assertThat(colleague.get(draft).text())
                .contains("What the colleague wrote.")
                .doesNotContain("What I wrote.");
        draftOf(editor.submit(told.form("/edit"), Map.of()));
        assertThat(colleague.get(draft).text()).contains("What I wrote.");
    }

    @Test
    void editorsOfDifferentItemsInOneDraftDoNotHinderEachOther() {
        String draft = draftOf(editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), compliance()));
        String id = draft.replaceFirst(".*/", "");
        Answer mine = editor.get("/desk/catalogue/compliances/" + code + "/edit?draft=" + id);
        Map<String, String> other = compliance();
        other.put("code", code + "-2");
        other.put("draft", id);
        Client colleague = signedIn("EDITOR");
        draftOf(colleague.submit(colleague.get(NEW_COMPLIANCE).form("/new"), other));

        draftOf(editor.submit(mine.form("/edit"), Map.of("summary", "What I wrote.")));
        assertThat(editor.get(draft).html().select(".change")).hasSize(2);
    }

    @Test
    void whatIsTypedStaysWhenTheDraftIsSubmittedMeanwhile() {
        String draft = draftOf(editor.submit(editor.get(NEW_COMPLIANCE).form("/new"), compliance()));
        Answer form =
                editor.get("/desk/catalogue/compliances/" + code + "/edit?draft=" + draft.replaceFirst(".*/", ""));
        Client colleague = signedIn("EDITOR");
        colleague.submit(colleague.get(draft).form("/submission"), Map.of());

        Answer told = editor.submit(form.form("/edit"), Map.of("summary", "Too late."));

        assertThat(told.status()).isEqualTo(409);
        assertThat(told.html().getElementById("summary").wholeText().strip()).isEqualTo("Too late.");
        assertThat(told.html().getElementById("draft").val()).isEmpty();
    }

    @Test
    void whatTheFolderManagesAndCodesInUseAreRefused() {
        String managedByFolder = fixtures.certificationWithoutCertificate();
        assertThat(editor.get("/desk/catalogue/certifications/" + managedByFolder + "/edit")
                        .status())
                .isEqualTo(404);

        Answer refused = editor.submit(
                editor.get("/desk/catalogue/certifications/new").form("/new"), Map.of("code", managedByFolder));
        assertThat(refused.html().getElementById("code-error").text())
                .isEqualTo("Something else has this code, or had it.");
    }

    // application.yaml: max-http-form-post-size, max-parameter-count and max-part-count; error/413.html
    @Test
    void theLongestTextsInTenLanguagesFitIntoOneFormAndMoreIsToldAsSuch() {
        String longest = "\u00e9".repeat(TextRule.MARKDOWN.mostCharacters());
        Map<String, String> typed = new HashMap<>(compliance());
        typed.put("description", longest);
        typed.put("howWeComply", longest);
        for (String language : List.of("bg", "cs", "da", "el", "es", "et", "fi", "fr", "ga")) {
            String path = "translations[" + language + "].";
            typed.put(path + "description", longest);
            typed.put(path + "howWeComply", longest);
            for (int link = 0; link < 30; link++) {
                typed.put(path + "links[" + link + "].text", "A label");
            }
        }
        FormElement form = editor.get(NEW_COMPLIANCE).form("/new");
        // Those languages are refused, so that the page has everything again.
        Answer read = editor.upload(form, typed, "none", new byte[0]);
        assertThat(read.status()).isEqualTo(422);
        assertThat(read.bytes()).hasSizeGreaterThan(2 * 10 * 2 * TextRule.MARKDOWN.mostCharacters() - 1);

        typed.put("description", longest.repeat(30));
        Answer refused = editor.upload(form, typed, "none", new byte[0]);
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.html().select("main").text()).contains("nothing was saved", "Go back");
    }
}
