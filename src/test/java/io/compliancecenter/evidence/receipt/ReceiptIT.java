package io.compliancecenter.evidence.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.compliancecenter.evidence.Payload;
import io.compliancecenter.evidence.checkpoint.Checkpointing;
import io.compliancecenter.evidence.timestamp.StampingParty;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The receipt: what was shown is what it says, and only those who may see it do. */
class ReceiptIT extends CertificateOnOffer {

    @Autowired
    Checkpointing checkpointing;

    @Autowired
    OwnerSql owner;

    @Autowired
    Receipts receipts;

    @Test
    void saysTheWordsThatWereOnThePage() {
        Answer terms = admin.get(
                tenant.path("/certificates/" + issued.certificate() + "/terms"), "User-Agent", "Browser <b>&amp; more");
        Document shown = terms.html();
        String checkbox = shown.select(".checkbox span").text();
        String button = shown.select("#agreement button[type=submit]").text();
        String text = shown.select("#terms-text .prose").text();
        String sha256 = shown.select("[name=sha256]").val();
        Answer agreed = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"));
        admin.get(agreed.location() + "/file");
        deliveries.await(tenant, 1);

        Document receipt = admin.get(tenant.path("/receipts/" + acceptance())).html();

        assertThat(value(receipt, "Checkbox text")).isEqualTo(checkbox).isNotEmpty();
        assertThat(value(receipt, "Button text")).isEqualTo(button).isNotEmpty();
        assertThat(value(receipt, "SHA-256 of the terms")).isEqualTo(sha256).isNotEmpty();
        assertThat(receipt.select(".receipt .prose").text()).isEqualTo(text).isNotEmpty();
        assertThat(value(receipt, "Name")).isEqualTo(tenant.admin().name());
        assertThat(value(receipt, "E-mail address")).isEqualTo(tenant.admin().email());
        assertThat(value(receipt, "On behalf of")).isEqualTo(tenant.name());
        assertThat(value(receipt, "Certificate")).isEqualTo("Certification " + issued.certification() + ", version 1");
        assertThat(value(receipt, "Sign-in method")).isEqualTo("Password");
        assertThat(receipt.select(".lead").text())
                .isEqualTo("%s agreed to version %s of the Confidential Information terms on behalf of %s."
                        .formatted(tenant.admin().name(), value(receipt, "Terms version"), tenant.name()));
        assertThat(values(receipt, "Copy sent")).hasSize(1);
    }

    @Test
    void saysWhereItStandsInTheRecord() {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        Map<String, Object> entry = entry();
        Document receipt = admin.get(tenant.path("/receipts/" + acceptance())).html();
        assertThat(value(receipt, "Chain")).isEqualTo(tenant.id().toString());
        assertThat(value(receipt, "Entry number")).isEqualTo("1");
        assertThat(value(receipt, "SHA-256 of the entry")).isEqualTo(entry.get("hash"));
    }

    // ReceiptText.person, SignInText, acceptance_payload
    @Test
    void saysWhoVouchedForThePersonAndHow() throws Exception {
        actors.adminOf(tenant).inTransaction(database -> actors.adminOf(tenant).agreeThroughProvider(database, issued));
        Answer answer = admin.get(tenant.path("/receipts/" + acceptance()));
        Document receipt = answer.html();
        assertThat(value(receipt, "Sign-in method")).isEqualTo("Through https://login.example.com as 248289");
        assertThat(value(receipt, "Authenticated at")).startsWith("29 Nov 2026").contains("12:34");
        assertThat(value(receipt, "Authentication methods (amr)")).isEqualTo("pwd otp");
        assertThat(value(receipt, "Authentication class (acr)")).isEqualTo("urn:example:silver");
        try (PDDocument pdf = Loader.loadPDF(
                admin.get(tenant.path("/receipts/" + acceptance() + "/receipt.pdf"), "Accept-Language", "de")
                        .bytes())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains("Über https://login.example.com als 248289", "pwd otp", "urn:example:silver");
        }
        Element row = admin.get(tenant.path("/activity")).html().selectFirst("tbody tr");
        assertThat(row.text())
                .contains("Sign-in: Through https://login.example.com as 248289, authenticated 29 Nov 2026")
                .contains("methods pwd otp, class urn:example:silver");
        assertThat(admin.get(tenant.path("/activity.csv")).text())
                .contains("\"https://login.example.com\",\"248289\",\"2026-11-29T12:34:56.789000+00:00\"")
                .contains("\"urn:example:silver\",\"pwd otp\"");
    }

    // ReceiptText: "timestamp"
    @Test
    void saysWhoStampedTheCheckpointAndWhen() throws Exception {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        long number = checkpointing.run().orElseThrow();
        String path = tenant.path("/receipts/" + acceptance());
        assertThat(value(admin.get(path).html(), "Timestamp")).isEqualTo("Not timestamped yet");

        byte[] signature = owner.work(database -> database.sql("select signature from checkpoint where number = ?")
                .param(number)
                .query(byte[].class)
                .single());
        byte[] token = StampingParty.root("Root")
                .stamper("Example Stamping Service")
                .stamp(signature, Instant.parse("2095-07-02T12:34:00Z"));
        owner.work(database -> database.sql("insert into checkpoint_timestamp (checkpoint, token) values (?, ?)")
                .params(number, token)
                .update());

        String stamped = value(admin.get(path).html(), "Timestamp");
        assertThat(stamped).contains("2095", "12:34").endsWith(", issued by Example Stamping Service");
        try (PDDocument pdf = Loader.loadPDF(admin.get(path + "/receipt.pdf").bytes())) {
            assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                    .contains(stamped);
        }
    }

    // OpenToMembers on ReceiptController and BundleController; Receipts: "own"
    @Test
    void isTheMembersOwnAlsoAfterLosingTheRoleAndTheCertificate() {
        User other = fixtures.anotherAdmin(tenant);
        actors.actor(tenant, other).permit(issued, "5 minutes");
        actors.adminOf(tenant).permit(issued, "5 minutes");
        List<Map<String, Object>> acceptances = records.acceptances(tenant);
        String others = tenant.path("/receipts/" + acceptances.get(0).get("id"));
        String own = tenant.path("/receipts/" + acceptances.get(1).get("id"));
        assertThat(admin.get(own).status()).isEqualTo(200);
        assertThat(admin.get(others).status()).isEqualTo(200);

        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        fixtures.retire(issued);

        for (String form : List.of("", "/receipt.pdf", "/bundle.zip")) {
            assertThat(admin.get(own + form).status()).as(form).isEqualTo(200);
            assertThat(admin.get(others + form).status()).as(form).isEqualTo(404);
        }
        assertThat(admin.get(tenant.path("/activity")).status()).isEqualTo(403);
    }

    // Receipts: the comparison of the names
    @Test
    void isNotThatOfAMemberWhoHasTheAddressNext() {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        String receipt = tenant.path("/receipts/" + acceptance());
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        fixtures.update(
                "update user_account set name = 'Somebody else' where id = ?",
                tenant.admin().id());

        for (String form : List.of("", "/receipt.pdf", "/bundle.zip")) {
            assertThat(admin.get(receipt + form).status()).as(form).isEqualTo(404);
        }
    }

    @Test
    void thereIsNoneForWhatWasNeverAgreedTo() {
        assertThat(admin.get(tenant.path("/receipts/" + UUID.randomUUID())).status())
                .isEqualTo(404);
        assertThat(admin.get(tenant.path("/receipts/x")).status()).isEqualTo(404);
    }

    // Receipts.agreedTerms: the comparison of the hashes
    @Test
    void showsNoOtherTextThanTheOneThatWasAgreedTo() {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        String recorded = new String(payload(), UTF_8);
        String sha256 = Payload.parse(payload()).text("terms", "sha256");
        String other = recorded.replace(sha256, "0".repeat(64));

        assertThat(Sha256.of(receipts.agreedTerms(Payload.parse(payload())))).isEqualTo(sha256);
        assertThatIllegalStateException().isThrownBy(() -> receipts.agreedTerms(Payload.parse(other.getBytes(UTF_8))));
    }

    private byte[] payload() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select payload from evidence_entry where sequence = 1")
                        .query(byte[].class)
                        .single());
    }

    private UUID acceptance() {
        return (UUID) records.acceptances(tenant).get(0).get("id");
    }

    private Map<String, Object> entry() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql(
                                "select encode(hash, 'hex') as hash from evidence_entry where sequence = 1")
                        .query()
                        .singleRow());
    }

    private static String value(Document receipt, String label) {
        return values(receipt, label).get(0);
    }

    private static List<String> values(Document receipt, String label) {
        return receipt.select(".receipt-lines > div").stream()
                .filter(line -> line.select("dt").text().equals(label))
                .map(line -> line.select("dd").text())
                .toList();
    }
}
