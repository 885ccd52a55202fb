package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From a PDF to a certificate that customers can download, with a second person's approval. */
@IntegrationTest
class DeskIT {

    private static final Map<String, String> DETAILS =
            Map.of("issuer", "Test Assessors", "issuedOn", "2026-11-01", "validUntil", "2027-10-31");

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    String code;

    @Autowired
    ServletContext server;

    Client editor;
    Client approver;

    @BeforeEach
    void signIn() {
        code = fixtures.deskCertification();
        editor = signedIn("EDITOR");
        approver = signedIn("APPROVER");
    }

    private Client signedIn(String... roles) {
        return new Client(port).signIn(fixtures.deskPerson(roles).email(), Fixtures.PASSWORD);
    }

    @Test
    void aCertificateIsPublishedWithTheApprovalOfASecondPerson() {
        String draft = draftWithCertificate("Report " + UUID.randomUUID());
        Answer submitted = editor.submit(editor.get(draft).form("/submission"), Map.of());
        assertThat(submitted.location()).endsWith("?done=SUBMITTED");

        Answer review = approver.get(draft);
        assertThat(review.html().select(".comparison .after").eachText())
                .contains("Test Assessors", "1 Nov 2026", "31 Oct 2027", "report.pdf", "Everyone");
        Answer approved = approver.submit(review.form("/approval"), Map.of());
        assertThat(approved.location()).as(approved.text()).endsWith("?done=PUBLISHED");

        Tenant tenant = fixtures.organization();
        Client customer = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        Document page = customer.get(tenant.path("/certifications/" + code)).html();
        assertThat(page.select("#certificates tbody tr")).hasSize(1);
        assertThat(page.select("#certificates").text()).contains("Test Assessors");
        UUID id = UUID.fromString(draft.substring(draft.lastIndexOf('/') + 1));
        assertThat(owner.<String>work(sql -> sql.sql(
                                "select string_agg(kind, ' ' order by sequence) from evidence_entry where subject_id = :id")
                        .param("id", id)
                        .query(String.class)
                        .single()))
                .isEqualTo("draft-submitted draft-approved draft-published");
    }

    // UploadFilter.hasRoom. A directory that is not there has no room.
    @Test
    void anUploadWithoutRoomOnTheDiskIsRefusedInWordsAndNothingIsKept() {
        Answer form = editor.get("/desk/catalogue/certifications/" + code + "/certificate");
        File directory = (File) server.getAttribute(ServletContext.TEMPDIR);
        File away = new File(directory.getPath() + "-away");
        assertThat(directory.renameTo(away)).isTrue();
        try {
            Answer refused = editor.upload(form.form("/certificate"), Map.of(), "report.pdf", Pdfs.page("Report"));
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.text()).contains("The disk of the server is full. Nothing was stored");
        } finally {
            assertThat(away.renameTo(directory)).isTrue();
        }
        assertThat(editor.get("/desk/drafts").text()).doesNotContain(code);
        draftWithCertificate("Report " + UUID.randomUUID());
    }

    private String draftWithCertificate(String text) {
        Answer form = editor.get("/desk/catalogue/certifications/" + code + "/certificate");
        Answer uploaded = editor.upload(form.form("/certificate"), Map.of(), "report.pdf", Pdfs.page(text));
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(303);
        Answer saved = editor.submit(
                editor.get(uploaded.location()).form(uploaded.location().replaceFirst(".*/", "/")), DETAILS);
        assertThat(saved.location()).endsWith("?done=SAVED");
        return saved.location().replace("?done=SAVED", "");
    }
}
