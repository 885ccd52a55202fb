package io.compliancecenter.desk.downloads;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import java.util.List;
import java.util.UUID;
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
        fixtures.retire(issued);
    }

    private Client signedIn(String role) {
        return new Client(port).signIn(fixtures.deskPerson(role).email(), Fixtures.PASSWORD);
    }

    private static Elements rows(Client client, String path) {
        return client.get(path).html().select("main tbody tr");
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
