package io.compliancecenter.desk.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

@IntegrationTest
class DownloadsIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    /** When permits were granted whose time a test has changed. */
    final Map<UUID, OffsetDateTime> moved = new HashMap<>();

    Tenant one;
    Tenant other;
    Issued issued;

    @BeforeEach
    void download() {
        one = fixtures.organization();
        other = fixtures.organization();
        issued = fixtures.certificate();
        actors.adminOf(one).permit(issued, "1 minute");
    }

    @AfterEach
    void retire() {
        moved.forEach(this::setTime);
        fixtures.retire(issued);
    }

    /** A permit as if it had been granted then. */
    private void permitAt(Tenant tenant, String time) {
        UUID permit = actors.adminOf(tenant).permit(issued, "1 minute");
        moved.put(
                permit,
                owner.work(database -> database.sql("select granted_at from download_permit where id = ?")
                        .param(permit)
                        .query(OffsetDateTime.class)
                        .single()));
        setTime(permit, OffsetDateTime.parse(time));
    }

    private void setTime(UUID permit, OffsetDateTime time) {
        owner.publish(database -> {
            database.sql("alter table download_permit disable trigger user, no force row level security")
                    .update();
            database.sql("update download_permit set granted_at = ?, expires_at = ? + lifetime where id = ?")
                    .params(time, time, permit)
                    .update();
            database.sql("alter table download_permit enable trigger user, force row level security")
                    .update();
        });
    }

    /** The table of the chart, each month with its number. */
    private static List<String> months(Document page) {
        return page.select("#by-month tbody tr").eachText();
    }

    private Client signedIn(String role) {
        return new Client(port).signIn(fixtures.deskPerson(role).email(), Fixtures.PASSWORD);
    }

    private static Elements rows(Client client, String path) {
        return client.get(path).html().select("main table[role=table] tbody tr");
    }

    @ParameterizedTest
    @EnumSource(DeskRole.class)
    void eachRoleOfTheDeskSeesTheDownloadsOfAllOrganizations(DeskRole role) {
        actors.adminOf(other).permit(issued, "1 minute");
        Client reader = signedIn(role.name());

        assertThat(rows(reader, "/desk/downloads?certificate=" + issued.certificate())
                        .eachText())
                .hasSize(2)
                .anyMatch(row ->
                        row.contains(one.name()) && row.contains(one.admin().email()))
                .anyMatch(row -> row.contains(other.name()));
        assertThat(reader.get("/desk/downloads?certificate=" + issued.certificate())
                        .html()
                        .select("#by-month-total")
                        .text())
                .startsWith("2 downloads");
    }

    // Downloads.count
    @Test
    void monthsBeginInTheReadersZone() {
        permitAt(one, "2023-02-28T22:59:59.999Z");
        permitAt(one, "2023-02-28T23:00:00Z");
        permitAt(one, "2023-03-31T21:59:59.999Z");
        permitAt(one, "2023-03-31T22:00:00Z");
        Client auditor = signedIn("AUDITOR");
        String path = "/desk/downloads?from=2023-02-01&to=2023-04-30&certificate=" + issued.certificate();

        // Clocks were changed in between.
        assertThat(months(auditor.get(path + "&zone=Europe/Berlin").html()))
                .containsExactly("February 2023 1", "March 2023 2", "April 2023 1");
        assertThat(months(auditor.get(path + "&zone=UTC").html()))
                .containsExactly("February 2023 2", "March 2023 2", "April 2023 0");
    }

    @Test
    void theBarsHaveTheFiguresOfTheTableInTheLanguageOfThePage() {
        permitAt(one, "2022-12-31T12:00:00Z");
        permitAt(one, "2023-03-01T12:00:00Z");
        permitAt(other, "2023-03-31T12:00:00Z");
        Document page = signedIn("AUDITOR")
                .get(
                        "/desk/downloads?from=2022-12-15&to=2023-03-31&certificate=" + issued.certificate(),
                        "Accept-Language",
                        "de")
                .html();

        assertThat(months(page))
                .containsExactly("Dezember 2022 (Teil des Monats) 1", "Januar 2023 0", "Februar 2023 0", "März 2023 2");
        Element chart = page.selectFirst("#by-month svg");
        assertThat(chart.select(".chart-number").eachText()).containsExactly("1", "0", "0", "2");
        assertThat(chart.select(".chart-label").eachText()).containsExactly("Dez", "2022", "Jan", "2023", "Feb", "Mär");
        assertThat(chart.select("rect").eachAttr("height")).containsExactly("64", "128");
        assertThat(chart.select("rect.chart-part")).hasSize(1);
        assertThat(chart.attr("role")).isEqualTo("img");
        assertThat(page.getElementById(chart.attr("aria-labelledby")).text()).isEqualTo("Downloads pro Monat");
        assertThat(page.getElementById(chart.attr("aria-describedby")).text())
                .contains("Der höchste ist März 2023 mit 2 Downloads");
        assertThat(page.getElementById("by-month-total").text())
                .startsWith("3 Downloads von Dezember 2022 bis März 2023.");
    }

    @Test
    void theChartHasTheFiltersOfTheListAndEachMonthLeadsToItsOwn() {
        permitAt(one, "2023-03-05T12:00:00Z");
        permitAt(other, "2023-03-06T12:00:00Z");
        permitAt(other, "2023-04-06T12:00:00Z");
        Client auditor = signedIn("AUDITOR");
        String path = "/desk/downloads?from=2023-03-01&to=2023-04-30&certificate=" + issued.certificate();

        assertThat(months(auditor.get(path).html())).containsExactly("March 2023 2", "April 2023 1");
        assertThat(months(auditor.get(path + "&organization=" + one.slug()).html()))
                .containsExactly("March 2023 1", "April 2023 0");
        Document page = auditor.get(path + "&person=" + other.admin().email()).html();
        assertThat(months(page)).containsExactly("March 2023 1", "April 2023 1");
        String march = page.selectFirst("#by-month tbody a").attr("href");
        assertThat(rows(auditor, march))
                .singleElement()
                .satisfies(row -> assertThat(row.text()).contains(other.name()));
        assertThat(months(auditor.get("/desk/downloads?from=2023-03-01&to=2023-04-30&certificate=" + UUID.randomUUID())
                        .html()))
                .isEmpty();
    }

    // DownloadMonths.MOST
    @Test
    void theChartHasTwelveMonthsAtMostAndSaysIfThereIsNothingInThem() {
        permitAt(one, "2022-01-15T12:00:00Z");
        Client auditor = signedIn("AUDITOR");
        String path = "/desk/downloads?certificate=" + issued.certificate() + "&to=";

        assertThat(months(auditor.get(path + "2022-12-31").html())).hasSize(12).startsWith("January 2022 1");
        Document later = auditor.get(path + "2023-01-31").html();
        assertThat(later.select("#by-month-none")).hasSize(1);
        assertThat(later.select("#by-month svg")).isEmpty();
        assertThat(later.select("#downloads tbody tr")).hasSize(1);
        assertThat(auditor.get(path + "2022-01-01").html().select("#by-month")).isEmpty();
        assertThat(auditor.get(path + "-999999999-01-01").status()).isEqualTo(200);
        assertThat(auditor.get(path + "%2B999999999-12-31").status()).isEqualTo(200);
    }

    @Test
    void nobodyElseSeesThem() {
        Client customer = new Client(port).signIn(one.admin().email(), Fixtures.PASSWORD);

        for (String path : List.of("", ".csv", "/superseded", "/terms")) {
            assertThat(customer.get("/desk/downloads" + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void filtersKeepWhatMatches() {
        actors.adminOf(other).permit(issued, "1 minute");
        Client auditor = signedIn("AUDITOR");

        assertThat(rows(auditor, "/desk/downloads?organization=" + one.slug()).eachText())
                .singleElement()
                .asString()
                .contains(one.name());
        assertThat(rows(auditor, "/desk/downloads?person=" + other.admin().email())
                        .eachText())
                .singleElement()
                .asString()
                .contains(other.name());
        assertThat(rows(auditor, "/desk/downloads?to=2001-01-01")).isEmpty();
        assertThat(rows(auditor, "/desk/downloads?from=2001-01-01&organization=" + one.slug()))
                .hasSize(1);
    }

    @Test
    void theListSaysWhenACopyWasFirstSent() {
        Client auditor = signedIn("AUDITOR");
        String path = "/desk/downloads?organization=" + one.slug();
        assertThat(rows(auditor, path).text()).contains("Not sent");

        UUID permit = actors.adminOf(one).permit(issued, "1 minute");
        actors.adminOf(one)
                .inTransaction(
                        database -> database.sql("select 1 from record_delivery(?, 0, 10, 10, 10, sha256('copy'))")
                                .params(permit)
                                .query(Integer.class)
                                .single());

        Elements rows = rows(auditor, path);
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).text()).doesNotContain("Not sent");
        assertThat(rows.get(1).text()).contains("Not sent");
    }

    @Test
    void pagesFollowEachOtherWithoutGapsAndRepetitions() {
        for (int count = 0; count < DownloadsService.PAGE_SIZE; count++) {
            actors.adminOf(one).permit(issued, "1 minute");
        }
        Client auditor = signedIn("AUDITOR");

        var first = auditor.get("/desk/downloads?organization=" + one.slug()).html();
        var second = auditor.get(first.select("#older").attr("href")).html();

        assertThat(first.select(".serial").eachText())
                .hasSize(DownloadsService.PAGE_SIZE)
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(second.select(".serial").eachText());
        assertThat(second.select(".serial")).hasSize(1);
        assertThat(second.select("#older")).isEmpty();
        assertThat(first.select("#by-month svg")).hasSize(1);
        assertThat(second.select("#by-month")).isEmpty();
    }

    @Test
    void theFileHasTheSameDownloadsAndNoFormulas() {
        fixtures.update("update organization set name = '=HYPERLINK(1)' where id = ?", other.id());
        actors.adminOf(other).permit(issued, "1 minute");

        String csv = signedIn("AUDITOR")
                .get("/desk/downloads.csv?certificate=" + issued.certificate())
                .text();

        assertThat(csv.lines()).hasSize(3);
        assertThat(csv).startsWith("\uFEFF\"Allowed at (UTC)\"").contains(one.name(), "\"'=HYPERLINK(1)\"");
    }

    @Test
    void anOrganizationHoldsASupersededVersionUntilItDownloadsTheCurrentOne() {
        Client auditor = signedIn("AUDITOR");
        assertThat(superseded(auditor)).isEmpty();

        UUID next = fixtures.anotherVersion(issued.certification(), "Test Assessors", "next.pdf");
        assertThat(superseded(auditor))
                .singleElement()
                .asString()
                .contains(one.name(), "Certification " + issued.certification());

        actors.adminOf(one).permit(new Issued(issued.certification(), next, new byte[0]), "1 minute");
        assertThat(superseded(auditor)).isEmpty();
        fixtures.update("update certificate set retired_at = now() where id = ?", next);
    }

    private List<String> superseded(Client auditor) {
        return rows(auditor, "/desk/downloads/superseded").eachText().stream()
                .filter(row -> row.contains(one.name()))
                .toList();
    }

    @Test
    void acceptancesAreCountedForEachVersionOfTheTerms() {
        int version = fixtures.publishTerms("Words " + UUID.randomUUID());
        actors.adminOf(one).permit(issued, "1 minute");
        actors.adminOf(one).permit(issued, "1 minute");
        actors.adminOf(other).permit(issued, "1 minute");

        Elements row =
                signedIn("AUDITOR").get("/desk/downloads/terms").html().select("tr[data-version=" + version + "] td");

        assertThat(row.eachText()).startsWith(Integer.toString(version), "3", "2", "2");
    }
}
