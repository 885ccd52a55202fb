package io.compliancecenter.desk.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.http.Client;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/** A preview changes nothing, and nothing is had by it. */
class PreviewSafetyIT extends PreviewedDraftTest {

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

    // SharedPages: "preview != null"; PlannedCatalogue.complete: the revision
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
}
