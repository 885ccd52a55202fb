package io.compliancecenter.evidence.activity;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.CertificateOnOffer;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** What an Organization's admins see of what was done in its name. */
class ActivityIT extends CertificateOnOffer {

    @Test
    void showsTheWholeWayOfADownload() {
        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        String permit = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true"))
                .location();
        assertThat(admin.get(permit + "/file").status()).isEqualTo(200);
        deliveries.await(tenant, 1);
        assertThat(admin.get(permit + "/file", "Range", "bytes=0-9").status()).isEqualTo(206);

        deliveries.await(tenant, 2);
        List<Element> rows = rows(admin.get(tenant.path("/activity")));

        assertThat(rows)
                .extracting(ActivityIT::kind)
                .containsExactly("Copy sent", "Copy sent", "Download allowed", "Agreed");
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.text())
                    .contains(tenant.admin().name(), tenant.admin().email());
            assertThat(row.text()).contains("Certification " + issued.certification() + ", version 1");
        });
        assertThat(rows.get(0).text()).contains("10 B, complete");
        assertThat(rows.get(3).select("a").attr("href")).startsWith(tenant.path("/receipts/"));
    }

    // DownloadGate.reject: no denial where the member is only led to the terms
    @Test
    void showsADenialButNotTheWayToTheTerms() {
        Answer list = admin.get(tenant.path("/certifications"));
        admin.submit(list.form(issued.certificate() + "/downloads"), Map.of());
        assertThat(rows(admin.get(tenant.path("/activity")))).isEmpty();

        Answer terms = admin.get(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        Answer tampered = admin.submit(terms.form("/acceptances"), Map.of("agreed", "true", "sha256", "00".repeat(32)));
        assertThat(tampered.status()).isEqualTo(409);

        List<Element> rows = rows(admin.get(tenant.path("/activity")));
        assertThat(rows).extracting(ActivityIT::kind).containsExactly("Download denied");
        assertThat(rows.get(0).text()).contains("Terms had changed");
    }

    @Test
    void isNarrowedByMemberCertificateKindAndPeriod() {
        User other = fixtures.anotherAdmin(tenant);
        Issued another = fixtures.certificate();
        actors.adminOf(tenant).permit(issued, "5 minutes");
        actors.actor(tenant, other).permit(another, "5 minutes");

        assertThat(rows(admin.get(tenant.path("/activity")))).hasSize(4);
        assertThat(rows(admin.get(tenant.path("/activity?member=" + other.id()))))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.text()).contains(other.email()));
        assertThat(rows(admin.get(tenant.path("/activity?certificate=" + issued.certificate()))))
                .hasSize(2)
                .allSatisfy(row -> assertThat(row.text()).contains(issued.certification()));
        assertThat(rows(admin.get(tenant.path("/activity?kind=PERMIT&member=" + other.id()))))
                .extracting(ActivityIT::kind)
                .containsExactly("Download allowed");
        assertThat(rows(admin.get(tenant.path("/activity?from=2020-01-01&to=2020-12-31"))))
                .isEmpty();
        assertThat(rows(admin.get(tenant.path("/activity?from=2020-01-01&to=2100-01-01"))))
                .hasSize(4);
        // As the form sends it when nothing is chosen
        assertThat(rows(admin.get(tenant.path("/activity?member=&certificate=&kind=&from=&to="))))
                .hasSize(4);
        Answer page = admin.get(tenant.path("/activity?member=" + other.id()));
        assertThat(page.html().select("#filter-member option[selected]").text()).contains(other.email());
        assertThat(page.html().select("#filter-certificate option")).hasSize(3);
        fixtures.retire(another);
    }

    @Test
    void aFilterThatIsNoneIsABadRequest() {
        for (String filter : List.of("member=x", "certificate=x", "kind=X", "from=yesterday", "before=x")) {
            assertThat(admin.get(tenant.path("/activity?" + filter)).status())
                    .as(filter)
                    .isEqualTo(400);
        }
    }

    @Test
    void pagesGoOnWhereTheLastOneEnded() {
        for (int number = 0; number < 60; number++) {
            actors.adminOf(tenant).permit(issued, "5 minutes");
        }

        Answer first = admin.get(tenant.path("/activity"));
        // What comes meanwhile does not shift the pages.
        actors.adminOf(tenant).permit(issued, "5 minutes");
        Answer second = admin.get(first.html().select("#older").attr("href"));
        Answer third = admin.get(second.html().select("#older").attr("href"));

        assertThat(sequences(first)).hasSize(50).startsWith("120").endsWith("71");
        assertThat(sequences(second)).hasSize(50).startsWith("70").endsWith("21");
        assertThat(sequences(third)).hasSize(20).endsWith("1");
        assertThat(third.html().select("#older")).isEmpty();
        assertThat(sequences(admin.get(third.html().select("#newest").attr("href"))))
                .startsWith("122");
    }

    // EvidenceEntries: chain_id = :chain; behind it stands row-level security
    @Test
    void anotherOrganizationsActivityIsNotThere() {
        Tenant stranger = fixtures.organization();
        actors.adminOf(stranger).permit(issued, "5 minutes");
        assertThat(rows(admin.get(tenant.path("/activity")))).isEmpty();
        assertThat(rows(admin.get(
                        tenant.path("/activity?member=" + stranger.admin().id()))))
                .isEmpty();
    }

    // CsvTable: harmless
    @Test
    void theFileIsTheSameAndHarmlessInASpreadsheet() throws Exception {
        fixtures.update(
                "update user_account set name = ? where id = ?",
                "=HYPERLINK(\"https://evil.example\",\"x\"), \"quoted\"\n@next",
                tenant.admin().id());
        for (int number = 0; number < 300; number++) {
            actors.adminOf(tenant).permit(issued, "5 minutes");
        }

        Answer answer = admin.get(tenant.path("/activity.csv"));

        assertThat(answer.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.header("Content-Disposition"))
                .contains("attachment")
                .contains(tenant.slug() + "-activity.csv");
        assertThat(answer.text()).startsWith("\uFEFF\"Entry\"");
        List<CSVRecord> records = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(answer.text().substring(1)))
                .getRecords();
        assertThat(records).hasSize(600);
        assertThat(records)
                .extracting(record -> record.get("Entry"))
                .startsWith("600")
                .endsWith("1")
                .doesNotHaveDuplicates();
        assertThat(records).allSatisfy(record -> {
            assertThat(record.get("Member"))
                    .isEqualTo("'=HYPERLINK(\"https://evil.example\",\"x\"), \"quoted\"\n@next");
            assertThat(record.toList()).noneMatch(cell -> cell.matches("(?s)[=+\\-@\\t\\r].*"));
        });
    }

    private static List<Element> rows(Answer page) {
        assertThat(page.status()).isEqualTo(200);
        return page.html().select(".activity tbody tr");
    }

    private static List<String> sequences(Answer page) {
        return page.html().select(".activity tbody tr").eachAttr("data-sequence");
    }

    private static String kind(Element row) {
        return row.select(".badge").text();
    }
}
