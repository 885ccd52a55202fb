package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionURI;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationLink;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Renewing at the desk a certificate that is not for everyone: whom the new version is for. */
@IntegrationTest
class RenewalIT {

    private static final Map<String, String> DETAILS =
            Map.of("issuer", "Test Assessors", "issuedOn", "2026-11-01", "validUntil", "2027-10-31");

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    Issued issued;
    Tenant inside;
    Tenant given;
    Tenant outside;
    String group;
    User person;
    Client editor;

    @BeforeEach
    void restrict() {
        inside = fixtures.organization();
        given = fixtures.organization();
        outside = fixtures.organization();
        group = fixtures.group(inside);
        issued = fixtures.certificate();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        for (String until : List.of("1 day", "-1 minute")) {
            fixtures.update(
                    "insert into certificate_access (certificate_id, organization_id, valid_from, valid_until, managed_by)"
                            + " values (?, ?, now() - interval '1 hour', now() + cast(? as interval), 'DESK')",
                    issued.certificate(),
                    until.startsWith("-") ? outside.id() : given.id(),
                    until);
        }
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        person = fixtures.deskPerson("EDITOR");
        editor = new Client(port).signIn(person.email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        fixtures.update(
                "update certificate set retired_at = now() where certification_code = ? and retired_at is null",
                issued.certification());
        fixtures.update("update certification set retired_at = now() where code = ?", issued.certification());
    }

    private Client signedIn(String role) {
        return new Client(port).signIn(fixtures.deskPerson(role).email(), Fixtures.PASSWORD);
    }

    /** The address of the details of a new version. Its upload takes a process that checks the document. */
    private String uploaded() {
        Answer form = editor.get("/desk/catalogue/certifications/" + issued.certification() + "/certificate");
        Answer uploaded = editor.upload(form.form("/certificate"), Map.of(), "renewed.pdf", document());
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(303);
        return uploaded.location();
    }

    /** The same, of a version that the database was given as an upload gives it. */
    private String drafted() {
        DeskDrafts drafts = new DeskDrafts(desk);
        UUID draft = drafts.draft(person);
        UUID key = UUID.randomUUID();
        drafts.change(person, draft, "CERTIFICATE", key.toString(), """
                {"certification": "%s", "fileName": "renewed.pdf", "allowances": []}
                """.formatted(issued.certification()));
        drafts.document(person, draft, key, document());
        return "/desk/drafts/" + draft + "/certificates/" + key;
    }

    private static byte[] document() {
        return Pdfs.page("Renewed " + UUID.randomUUID());
    }

    private String saved(Map<String, String> audience) {
        return saved(drafted(), audience);
    }

    /** The address of the draft. */
    private String saved(String details, Map<String, String> audience) {
        Map<String, String> fields = new HashMap<>(DETAILS);
        fields.putAll(audience);
        Answer saved = editor.submit(editor.get(details).form(details.replaceFirst(".*/", "/")), fields);
        assertThat(saved.location()).as(saved.text()).endsWith("?done=SAVED");
        return saved.location().replace("?done=SAVED", "");
    }

    private Answer submitted(String draft) {
        Answer submitted = editor.submit(editor.get(draft).form("/submission"), Map.of());
        assertThat(submitted.location()).as(submitted.text()).endsWith("?done=SUBMITTED");
        return signedIn("APPROVER").get(draft);
    }

    private Answer approve(String draft) {
        Client approver = signedIn("APPROVER");
        return approver.submit(approver.get(draft).form("/approval"), Map.of());
    }

    private void publish(String draft) {
        Answer approved = approve(draft);
        assertThat(approved.location()).as(approved.text()).endsWith("?done=PUBLISHED");
    }

    private UUID renewed() {
        return owner.<UUID>work(
                sql -> sql.sql("select id from certificate where certification_code = ? and version = 2")
                        .param(issued.certification())
                        .query(UUID.class)
                        .single());
    }

    /** What an Organization may do with the new version. */
    private String access(Tenant tenant) {
        UUID certificate = renewed();
        return owner.<String>work(
                sql -> sql.sql("select coalesce(certificate_access_at(?, ?, clock_timestamp()), 'NOTHING')")
                        .params(tenant.id(), certificate)
                        .query(String.class)
                        .single());
    }

    /** The day is the document's own: in UTC, it is the day before. */
    @Test
    void whatTheDocumentSaysAboutItselfIsProposed() {
        byte[] pdf = Pdfs.with(document -> {
            document.addPage(new PDPage());
            document.getDocumentInformation().setAuthor("Assessors & Söhne <GmbH>");
            document.getDocumentInformation()
                    .setCreationDate(GregorianCalendar.from(ZonedDateTime.parse("2026-11-02T01:00:00+05:30")));
        });
        String code = fixtures.deskCertification();
        Answer form = editor.get("/desk/catalogue/certifications/" + code + "/certificate");
        Answer uploaded = editor.upload(form.form("/certificate"), Map.of(), "first.pdf", pdf);

        var details = editor.get(uploaded.location()).html();
        assertThat(details.select("#issuer").val()).isEqualTo("Assessors & Söhne <GmbH>");
        assertThat(details.select("#issuedOn").val()).isEqualTo("2026-11-02");
        assertThat(details.select("#validUntil").val()).isEmpty();

        details = editor.get(drafted() + uploaded.location().replaceFirst("[^?]*", ""))
                .html();
        // What is published has the issuer's name as it is on the page.
        assertThat(details.select("#issuer").val()).isEqualTo("Test Assessors");
        assertThat(details.select("#issuedOn").val()).isEqualTo("2026-11-02");
        assertThat(details.select("#validUntil").val()).isNotEmpty();
    }

    // put_draft_change and apply_certificate: latest_audience
    @Test
    void aRenewedCertificateIsForWhomTheLastOneWas() {
        String draft = saved(uploaded(), Map.of());
        var page = submitted(draft).html();
        assertThat(page.select("[data-field=otherwise] .after").text())
                .isEqualTo("Access groups; hidden from all others");
        assertThat(page.select("[data-field=groups] .after").text()).isEqualTo("Group " + group + " (" + group + ")");
        // Drafts.findSuperseded
        assertThat(page.select("[data-field=issuedOn] .before").text()).isEqualTo("1 Jan 2026");
        assertThat(page.select("[data-field=groups] .before").text()).isEqualTo("Group " + group + " (" + group + ")");
        publish(draft);
        assertThat(editor.get(draft).html().select(".change .notice")).isEmpty();

        assertThat(access(inside)).isEqualTo("OPEN");
        assertThat(access(given)).isEqualTo("OPEN");
        assertThat(access(outside)).isEqualTo("NOTHING");
        List<String> entries = owner.work(sql -> sql.sql(
                        "select kind from evidence_entry where certificate_id = ? and chain_id = vendor_chain() order by sequence")
                .param(renewed())
                .query(String.class)
                .list());
        assertThat(entries)
                .contains("certificate-restricted")
                .filteredOn("certificate-access-given"::equals)
                .hasSize(2);
    }

    // ChangeView.withdrawn
    @Test
    void aDraftSaysThatTheVersionBeforeItIsWithdrawn() {
        String draft = saved(Map.of());
        assertThat(editor.get(draft).html().select(".change .notice")).isEmpty();
        Answer versions = editor.get("/desk/catalogue/certifications/" + issued.certification() + "/certificates");
        Answer withdrawn = editor.submit(
                versions.form(issued.certificate() + "/withdrawal"), Map.of("reason", "Published by mistake"));
        assertThat(withdrawn.status()).as(withdrawn.text()).isEqualTo(303);

        Document page = editor.get(draft).html();
        assertThat(page.select("[data-field=issuedOn] .before").text()).isEmpty();
        assertThat(page.select(".change .notice").text()).contains("Version 1, which this one follows, is withdrawn");
    }

    // apply_certificate: what the draft says
    @Test
    void theDetailsSayWhomItIsFor() {
        String another = fixtures.group(outside);
        String draft = saved(Map.of("otherwise", "ON_REQUEST", "groups", another));
        assertThat(submitted(draft).html().select("[data-field=groups] .after").text())
                .isEqualTo("Group " + another + " (" + another + ")");
        publish(draft);
        assertThat(access(outside)).isEqualTo("OPEN");
        assertThat(access(inside)).isEqualTo("ON_REQUEST");
    }

    // CertificateForm.chosen
    @Test
    void aGroupThatIsNotThereIsLeftOut() {
        String draft = saved(Map.of("otherwise", "HIDDEN", "groups", "nowhere"));
        assertThat(storedContent(draft)).contains("\"groups\": []");
    }

    @Test
    void itIsForEveryoneOnlyIfTheDetailsSaySo() {
        String draft = saved(Map.of("otherwise", "EVERYONE"));
        assertThat(submitted(draft)
                        .html()
                        .select("[data-field=otherwise] .after")
                        .text())
                .isEqualTo("Everyone");
        publish(draft);
        assertThat(access(outside)).isEqualTo("OPEN");
    }

    // published_item: the audience
    @Test
    void aDraftIsOutdatedWhenItsCertificateIsForOthersMeanwhile() {
        String draft = saved(Map.of());
        submitted(draft);
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        fixtures.update(
                "update certificate_access set retired_at = now() where certificate_id = ? and group_code is not null",
                issued.certificate());
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        Answer approved = approve(draft);
        assertThat(approved.html().getElementById("outcome").text()).contains("published");
        assertThat(approved.status()).isEqualTo(409);
    }

    // PdfUploads.allowances
    @Test
    void theApproverIsShownWhatWasAllowedAtTheUpload() {
        Answer form = editor.get("/desk/catalogue/certifications/" + issued.certification() + "/certificate");
        Answer uploaded = editor.upload(
                form.form("/certificate"),
                Map.of("keep", "LINKS", "removeProtection", "true"),
                "linked.pdf",
                Pdfs.with(document -> {
                    PDActionURI link = new PDActionURI();
                    link.setURI("http://assessor.example/" + UUID.randomUUID());
                    PDAnnotationLink annotation = new PDAnnotationLink();
                    annotation.setAction(link);
                    annotation.setRectangle(new PDRectangle(10, 10, 10, 10));
                    PDPage page = new PDPage();
                    page.getAnnotations().add(annotation);
                    document.addPage(page);
                }));
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(303);
        editor.submit(editor.get(uploaded.location()).form(uploaded.location().replaceFirst(".*/", "/")), DETAILS);
        String draft = uploaded.location().replaceFirst("/certificates/.*", "");
        assertThat(submitted(draft)
                        .html()
                        .select("[data-field=allowances] .after")
                        .text())
                .contains("links that begin with http:")
                .doesNotContain("protected");
        assertThat(storedContent(draft)).contains("\"allowances\": [\"LINKS\"]");
    }

    // UploadController.page
    @Test
    void aRefusedUploadKeepsWhatWasChosen() {
        UUID draft = new DeskDrafts(desk).draft(person);
        Answer form = editor.get("/desk/catalogue/certifications/" + issued.certification() + "/certificate");
        assertThat(form.html().select("input[type=checkbox][checked]")).isEmpty();

        Document refused = editor.upload(
                        form.form("/certificate"),
                        Map.of("keep", "ATTACHMENTS", "removeProtection", "true", "draft", draft.toString()),
                        "text.pdf",
                        "not a PDF".getBytes(StandardCharsets.US_ASCII))
                .html();

        assertThat(refused.getElementById("file-error")).isNotNull();
        assertThat(refused.select("input[type=checkbox][checked]").eachAttr("value"))
                .containsExactly("true", "ATTACHMENTS");
        assertThat(refused.select("#draft option[selected]").val()).isEqualTo(draft.toString());
    }

    private String storedContent(String draft) {
        return owner.<String>work(sql -> sql.sql("select content::text from draft_change where draft_id = ?")
                .param(UUID.fromString(draft.replaceFirst(".*/", "")))
                .query(String.class)
                .single());
    }

    // is_draft_contradictory: certifications that are retired already
    @Test
    void nothingIsPublishedUnderACertificationThatIsRetired() {
        String draft = saved(Map.of());
        submitted(draft);
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        fixtures.update("update certification set retired_at = now() where code = ?", issued.certification());
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        Answer approved = approve(draft);
        assertThat(approved.status()).isEqualTo(409);
        assertThat(approved.html().getElementById("outcome").text()).contains("contradicts itself");
    }
}
