package io.compliancecenter.evidence.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.bundle.BundleSample;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What members are told of a download under an agreement signed on paper: never that somebody agreed to anything here. */
class AgreementReceiptIT extends BundleSample {

    private static final String NOBODY = "The terms were not shown, and nobody agreed to them here.";

    @Autowired
    DeskRoleSql desk;

    UUID agreement;
    UUID permit;

    @Override
    @BeforeEach
    protected void agreeAndDownload() {
        agreement = new PaperAgreements(fixtures, desk).inForce(tenant);
        Answer list = admin.get(tenant.path("/certifications"));
        Answer download = admin.submit(list.form(issued.certificate() + "/downloads"), Map.of());
        assertThat(admin.get(download.location() + "/file").status()).isEqualTo(200);
        deliveries.await(tenant, 1);
        permit = (UUID) records.permits(tenant).get(0).get("id");
    }

    private static List<String> values(Document receipt, String label) {
        return receipt.select(".receipt-lines > div").stream()
                .filter(line -> line.select("dt").text().equals(label))
                .map(line -> line.select("dd").text())
                .toList();
    }

    @Test
    void theReceiptNamesTheAgreement() {
        String link = admin.get(admin.get(tenant.path("/downloads/" + permit))
                        .html()
                        .select("#receipt")
                        .attr("href"))
                .html()
                .location();
        assertThat(link).endsWith("/receipts/" + permit);
        Document receipt = admin.get(tenant.path("/receipts/" + permit)).html();
        assertThat(receipt.select(".lead").text())
                .isEqualTo(tenant.admin().name() + " was allowed to download a certificate on behalf of "
                        + tenant.name() + ", under an agreement signed on paper on 1 Mar 2026. " + NOBODY);
        assertThat(values(receipt, "Signed on")).containsExactly("1 Mar 2026");
        assertThat(values(receipt, "Agreement ID")).containsExactly(agreement.toString());
        assertThat(values(receipt, "Party: customer")).containsExactly(tenant.name() + " GmbH");
        assertThat(values(receipt, "Name")).containsExactly(tenant.admin().name());
        assertThat(values(receipt, "Copy sent")).hasSize(1);
        assertThat(receipt.select("main").text())
                .doesNotContain("Agreed at", "Checkbox text", "Terms agreed to", "Sign-in method");
    }

    @Test
    void soDoesThePdfInEachLanguage() throws Exception {
        for (Map.Entry<String, String> words : Map.of(
                        "en",
                        "under an agreement signed on paper on 1 Mar 2026",
                        "de",
                        "auf Papier unterzeichneten Vereinbarung")
                .entrySet()) {
            Answer answer =
                    admin.get(tenant.path("/receipts/" + permit + "/receipt.pdf"), "Accept-Language", words.getKey());
            try (PDDocument pdf = Loader.loadPDF(answer.bytes())) {
                assertThat(new PDFTextStripper().getText(pdf).replaceAll("\\s+", " "))
                        .contains(words.getValue(), agreement.toString());
            }
        }
    }

    @Test
    void onlyAdminsAndTheMemberThemselvesSeeIt() {
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        Client other = new Client(port).signIn(fixtures.organization().admin().email(), Fixtures.PASSWORD);
        Client colleague = new Client(port).signIn(fixtures.anotherAdmin(tenant).email(), Fixtures.PASSWORD);
        for (String below : List.of("", "/receipt.pdf", "/bundle.zip")) {
            String path = tenant.path("/receipts/" + permit + below);
            assertThat(member.get(path).status()).as(below).isEqualTo(404);
            assertThat(other.get(path).status()).as(below).isEqualTo(404);
            assertThat(colleague.get(path).status()).as(below).isEqualTo(200);
        }
    }

    // Receipts.permitUnderAgreement: the filter
    @Test
    void aPermitUnderAnAcceptanceHasNoReceiptOfItsOwn() {
        UUID agreed = actors.adminOf(tenant).permit(issued, "1 minute");
        assertThat(admin.get(tenant.path("/receipts/" + agreed)).status()).isEqualTo(404);
    }

    @Test
    void theBundleHolds() throws Exception {
        checkpointing.run();
        byte[] bundle = bytes(admin, tenant.path("/receipts/" + permit + "/bundle.zip"));
        assertThat(verify(bundle).problems()).isEmpty();
        assertThat(names(unpack(bundle), "terms/")).isEmpty();
        List<String> payloads = names(unpack(bundle), "payloads/");
        assertThat(payloads).hasSize(2);
        assertThat(new String(unpack(bundle).get(payloads.get(0)), StandardCharsets.UTF_8))
                .contains("\"signedOn\":\"2026-03-01\"");
        assertThat(verify(ofPeriod("")).problems()).isEmpty();
    }

    @Test
    void theActivitySaysUnderWhichAgreement() {
        Document activity = admin.get(tenant.path("/activity")).html();
        List<String> rows = activity.select("tbody tr").eachText();
        assertThat(rows)
                .hasSize(3)
                .anyMatch(row -> row.contains("Signed agreement on file")
                        && row.contains("Signed on paper on 1 Mar 2026, between Northwind Ltd and " + tenant.name()))
                .anyMatch(row -> row.contains("Download allowed")
                        && row.contains("Under an agreement signed on paper on 1 Mar 2026"))
                .noneMatch(row -> row.contains("Agreed"));
        assertThat(activity.select("a[href$=/receipts/" + permit + "]")).hasSize(1);
        String csv = admin.get(tenant.path("/activity.csv")).text();
        assertThat(csv.lines().skip(1))
                .anyMatch(line -> line.contains("\"Under an agreement signed on paper\"")
                        && line.contains("\"2026-03-01\",\"" + agreement + "\""));
    }

    @Test
    void theDeskSaysSoToo() {
        Client auditor = new Client(port).signIn(fixtures.deskPerson("AUDITOR").email(), Fixtures.PASSWORD);
        String words = "Under an agreement signed on paper on 1 Mar 2026";
        assertThat(auditor.get("/desk/downloads?organization=" + tenant.slug())
                        .html()
                        .select("tbody tr")
                        .text())
                .contains(words);
        assertThat(auditor.get("/desk/downloads.csv?organization=" + tenant.slug())
                        .text())
                .contains("\"" + permit + "\",\"2026-03-01\"");
        String serial = auditor.get("/desk/downloads?organization=" + tenant.slug())
                .html()
                .select(".serial")
                .text();
        Answer traced = auditor.post("/desk/trace", Map.of("serial", serial, "_csrf", auditor.token()));
        assertThat(traced.html().select("main").text())
                .contains(words, agreement.toString())
                .doesNotContain("Acceptance");
    }
}
