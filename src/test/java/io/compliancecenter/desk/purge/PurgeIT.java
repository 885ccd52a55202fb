package io.compliancecenter.desk.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.stamping.Serial;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.pdf.Pdfs;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** From a certificate that was published by mistake to one whose bytes are gone, on the pages of the desk and of a customer. */
@IntegrationTest
class PurgeIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    Issued issued;
    Tenant tenant;
    Actor admin;
    User editing;
    Client editor;
    Client approver;
    Client customer;
    String page;

    @BeforeEach
    void publish() {
        issued = fixtures.certificate(Pdfs.page("Published by mistake " + UUID.randomUUID()));
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        tenant = fixtures.organization();
        admin = actors.adminOf(tenant);
        editing = fixtures.deskPerson("EDITOR");
        editor = new Client(port).signIn(editing.email(), Fixtures.PASSWORD);
        approver = signedIn("APPROVER");
        customer = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        page = "/desk/withdrawn/" + issued.certificate();
    }

    @AfterEach
    void retire() {
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        fixtures.retire(issued);
    }

    private Client signedIn(String... roles) {
        return new Client(port).signIn(fixtures.deskPerson(roles).email(), Fixtures.PASSWORD);
    }

    private void withdraw() {
        String list = "/desk/catalogue/certifications/" + issued.certification() + "/certificates";
        assertThat(editor.submit(editor.get(list).form("/withdrawal"), Map.of("reason", "The wrong report"))
                        .location())
                .endsWith("?withdrawn=true");
    }

    private void request(String reason) {
        Answer requested = editor.submit(editor.get(page).form("/purge-request"), Map.of("reason", reason));
        assertThat(requested.location()).as(requested.text()).endsWith("?done=REQUESTED");
    }

    private void purge() {
        withdraw();
        request("It has another customer’s data");
        Answer purged = approver.submit(approver.get(page).form("/purge"), Map.of());
        assertThat(purged.location()).as(purged.text()).endsWith("?done=PURGED");
    }

    private long documents() {
        return owner.<Long>work(
                sql -> sql.sql("select count(*) from certificate_document where sha256 = sha256(:bytes)")
                        .param("bytes", issued.bytes())
                        .query(Long.class)
                        .single());
    }

    private String entry(String kind) {
        return owner.<String>work(sql -> sql.sql("""
                                select convert_from(payload, 'UTF8') from evidence_entry
                                 where kind = :kind and certificate_id = :id
                                """)
                .param("kind", kind)
                .param("id", issued.certificate())
                .query(String.class)
                .single());
    }

    // confirm_purge: the deletion
    @Test
    void aMistakeIsWithdrawnByOnePersonAndPurgedByTwo() {
        UUID permit = admin.permit(issued, "5 minutes");
        assertThat(editor.get(page).status()).isEqualTo(404);
        withdraw();
        assertThat(editor.get("/desk/withdrawn").html().select("[data-certificate=" + issued.certificate() + "]"))
                .hasSize(1);

        Answer refused = editor.submit(editor.get(page).form("/purge-request"), Map.of("reason", " "));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select(".desk-error").text()).isEqualTo("This is empty.");
        assertThat(refused.html().select("#reason[aria-invalid=true]")).hasSize(1);
        request("It has another customer’s data");
        assertThat(editor.get(page).html().select("form[action$=/purge]")).isEmpty();
        assertThat(documents()).isEqualTo(1);
        assertThat(approver.get("/desk").html().select("#number-purges[href=/desk/withdrawn]"))
                .hasSize(1);

        Document asked = approver.get(page).html();
        assertThat(asked.select("#purge-reason").text()).isEqualTo("It has another customer’s data");
        Answer purged = approver.submit(approver.get(page).form("/purge"), Map.of());
        assertThat(purged.location()).as(purged.text()).endsWith("?done=PURGED");

        assertThat(documents()).isZero();
        Document tombstone = signedIn("AUDITOR").get(page).html();
        assertThat(tombstone.select(".page-head .badge").text()).isEqualTo("File purged");
        assertThat(tombstone.select(".facts").text())
                .contains(issued.certification() + ".pdf", editing.name(), "It has another customer’s data");
        assertThat(tombstone.select("#sha256").text()).hasSize(64);
        assertThat(tombstone.select("main form")).isEmpty();
        assertThat(entry("certificate-purge-requested")).contains(editing.email());
        assertThat(entry("certificate-purged"))
                .contains(tombstone.select("#sha256").text(), editing.email(), "another customer");
        assertThat(customer.get(tenant.path("/downloads/" + permit + "/file")).status())
                .isEqualTo(410);
    }

    // PermittedCopies: notOnOffer; is_withdrawn
    @Test
    void aDownloadThatWasAgreedToEndsWithWords() {
        String permit = "/downloads/" + admin.permit(issued, "5 minutes");
        assertThat(customer.get(tenant.path(permit)).status()).isEqualTo(200);
        withdraw();
        for (String address : new String[] {tenant.path(permit), tenant.path(permit + "/file")}) {
            Answer ended = customer.get(address);
            assertThat(ended.status()).isEqualTo(410);
            assertThat(ended.html().select("h1").text()).isEqualTo("This certificate was withdrawn");
        }
        Answer german = customer.get(tenant.path(permit), "Accept-Language", "de");
        assertThat(german.html().select("h1").text()).isEqualTo("Dieses Zertifikat wurde zurückgezogen");
        Client other = new Client(port).signIn(fixtures.anotherAdmin(tenant).email(), Fixtures.PASSWORD);
        assertThat(other.get(tenant.path(permit)).status()).isEqualTo(404);
    }

    // is_withdrawn: certificate_access_at
    @Test
    void aWithdrawnCertificateThatIsForOthersNowLooksAbsent() {
        String permit = "/downloads/" + admin.permit(issued, "5 minutes");
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", issued.certification());
        fixtures.restrict(issued.certificate(), "HIDDEN");
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", issued.certification());
        withdraw();
        assertThat(customer.get(tenant.path(permit)).status()).isEqualTo(404);
    }

    @Test
    void whatIsKnownOfAPurgedCertificateIsStillFound() {
        UUID permit = admin.permit(issued, "5 minutes");
        String serial = Serial.of(admin.inTransaction(sql -> sql.sql("select serial from download_permit where id = ?")
                        .params(permit)
                        .query((row, number) -> row.getBytes(1))
                        .single()))
                .toString();
        UUID acceptance = admin.inTransaction(sql -> sql.sql("select acceptance_id from download_permit where id = ?")
                .params(permit)
                .query(UUID.class)
                .single());
        purge();

        Document downloads = approver.get("/desk/downloads?certificate=" + issued.certificate())
                .html();
        assertThat(downloads.select("#downloads tbody tr")).hasSize(1);
        Client support = signedIn("SUPPORT");
        assertThat(support.submit(support.get("/desk/trace").form("/desk/trace"), Map.of("serial", serial))
                        .html()
                        .select("#answer")
                        .text())
                .contains(tenant.admin().name());
        assertThat(customer.get(tenant.path("/activity")).text()).contains(issued.certification());
        for (String part : new String[] {"", "/receipt.pdf", "/bundle.zip"}) {
            assertThat(customer.get(tenant.path("/receipts/" + acceptance + part))
                            .status())
                    .as(part)
                    .isEqualTo(200);
        }
    }

    @Test
    void aRequestIsDeclinedAndTheFileKept() {
        withdraw();
        request("Perhaps");
        Answer declined = approver.submit(approver.get(page).form("/purge-decline"), Map.of());
        assertThat(declined.location()).endsWith("?done=DECLINED");
        assertThat(entry("certificate-purge-declined")).contains("Perhaps");
        assertThat(documents()).isEqualTo(1);
        request("After all");
    }

    // confirm_purge: the drafts; put_draft_document: draft_document_stays_purged
    @Test
    void draftsLoseTheFileAndItIsNotTakenAgain() {
        String upload = "/desk/catalogue/certifications/" + issued.certification() + "/certificate";
        Answer uploaded = editor.upload(editor.get(upload).form("/certificate"), Map.of(), "again.pdf", issued.bytes());
        assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(303);
        String draft = uploaded.location().replaceFirst("/certificates/.*", "");
        editor.submit(
                editor.get(uploaded.location()).form(uploaded.location().replaceFirst(".*/", "/")),
                Map.of("issuer", "Test Assessors", "issuedOn", "2026-11-01", "validUntil", "2027-10-31"));
        assertThat(editor.submit(editor.get(draft).form("/submission"), Map.of())
                        .location())
                .endsWith("?done=SUBMITTED");

        purge();

        assertThat(owner.<Long>work(sql -> sql.sql("select count(*) from draft_document where sha256 = sha256(:bytes)")
                        .param("bytes", issued.bytes())
                        .query(Long.class)
                        .single()))
                .isZero();
        UUID id = UUID.fromString(draft.substring(draft.lastIndexOf('/') + 1));
        assertThat(owner.<String>work(
                        sql -> sql.sql("""
                                select state || ' ' || (select count(*) from draft_change c where c.draft_id = d.id)
                                  from draft d where d.id = :id
                                """).param("id", id).query(String.class).single()))
                .isEqualTo("OPEN 0");
        Answer refused = editor.upload(editor.get(upload).form("/certificate"), Map.of(), "again.pdf", issued.bytes());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select(".desk-error, [role=alert]").text()).contains("was purged after a mistake");
    }

    @Test
    void whoeverAskedCannotConfirm() {
        Client both = signedIn("EDITOR", "APPROVER");
        withdraw();
        both.submit(both.get(page).form("/purge-request"), Map.of("reason", "Mine"));
        assertThat(both.get(page).html().select("form[action$=/purge]")).isEmpty();
        String sha256 = both.get(page).html().select("#sha256").text();
        Answer own = both.post(page + "/purge", Map.of("_csrf", both.token(), "sha256", sha256));
        assertThat(own.status()).isEqualTo(409);
        assertThat(own.html().select("#refused").text()).contains("somebody else has to confirm it");
        Answer another = approver.post(page + "/purge", Map.of("_csrf", approver.token(), "sha256", "0".repeat(64)));
        assertThat(another.status()).isEqualTo(409);
        assertThat(documents()).isEqualTo(1);
    }
}
