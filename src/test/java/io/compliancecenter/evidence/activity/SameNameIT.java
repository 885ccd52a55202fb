package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** Certifications of the same name can be told apart wherever they are listed. */
@ExtendWith(OutputCaptureExtension.class)
class SameNameIT extends CertificateOnOffer {

    @Autowired
    ApplicationContext application;

    Issued namesake;
    String name;

    @BeforeEach
    void publishANamesake() {
        namesake = fixtures.certificate();
        name = "Attestation " + issued.certification();
        fixtures.update("update certification set name = ? where code = ?", name, issued.certification());
        fixtures.update(
                "update certification set name = ? where code = ?",
                name.toUpperCase(Locale.ROOT),
                namesake.certification());
    }

    @AfterEach
    void retireTheNamesake() {
        fixtures.retire(namesake);
    }

    // CertificateNames.distinction
    @Test
    void theActivityAndItsFilterShowCodeAndFileBesideTheName() {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        actors.adminOf(tenant).permit(namesake, "5 minutes");

        Document page = admin.get(tenant.path("/activity")).html();

        assertThat(page.select(".activity tbody tr").eachText())
                .satisfiesExactly(
                        row -> assertThat(row).contains(distinction(namesake)),
                        row -> assertThat(row).contains(distinction(namesake)),
                        row -> assertThat(row).contains(distinction(issued)),
                        row -> assertThat(row).contains(distinction(issued)));
        assertThat(page.select("#filter-certificate option").eachText())
                .contains(
                        name + " · 1 · " + distinction(issued),
                        name.toUpperCase(Locale.ROOT) + " · 1 · " + distinction(namesake));
    }

    // CertificateNames.in: what is published, and not only what is in the record
    @Test
    void oneOfThemIsToldFromAnotherThatTheOrganizationNeverAskedFor() {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        assertThat(admin.get(tenant.path("/activity"))
                        .html()
                        .select(".activity tbody tr")
                        .eachText())
                .hasSize(2)
                .allSatisfy(row -> assertThat(row).contains(distinction(issued)));
    }

    // Catalogue.sharesItsName
    @Test
    void theListAndTheDetailsOfCertificationsShowThemToo() {
        for (Issued one : List.of(issued, namesake)) {
            Element card = admin.get(tenant.path("/certifications?q=" + one.certification()))
                    .html()
                    .selectFirst("[data-code=" + one.certification() + "]");
            assertThat(card.select(".distinction").text()).isEqualTo(distinction(one));
            assertThat(card.select("button").text()).contains("(" + one.certification() + ")");
            assertThat(admin.get(tenant.path("/certifications/" + one.certification()))
                            .html()
                            .select(".page-head .distinction")
                            .text())
                    .isEqualTo(distinction(one));
        }
        assertThat(admin.get(tenant.path("/certifications/hipaa")).html().select(".distinction"))
                .isEmpty();
    }

    @Test
    void theFileHasCodeVersionFileAndHashOfEachCertificate() throws Exception {
        actors.adminOf(tenant).permit(issued, "5 minutes");
        Answer file = admin.get(tenant.path("/activity.csv"));
        List<CSVRecord> rows = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(file.text().substring(1)))
                .getRecords();
        String sha256 =
                fixtures.asOwner(database -> database.sql("select encode(sha256, 'hex') from certificate where id = ?")
                        .param(issued.certificate())
                        .query(String.class)
                        .single());
        assertThat(rows)
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.toMap())
                        .containsEntry("Certification code", issued.certification())
                        .containsEntry("Certificate version", "1")
                        .containsEntry("File", issued.certification() + ".pdf")
                        .containsEntry("Certificate SHA-256", sha256));
    }

    // CatalogueCheck: names that are used twice
    @Test
    void aStartWarnsOfTheName(CapturedOutput output) {
        Instance.announceStart(application);
        assertThat(output.getAll().lines().filter(line -> line.contains("WARN")).toList())
                .anyMatch(line -> line.contains("have the same name")
                        && line.contains("'" + issued.certification() + "'")
                        && line.contains("'" + namesake.certification() + "'"));
    }

    private static String distinction(Issued issued) {
        return issued.certification() + " · " + issued.certification() + ".pdf";
    }
}
