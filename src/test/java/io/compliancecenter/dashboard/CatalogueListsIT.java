package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Lists of any length: 300 certifications and 300 compliances beside what other tests publish. */
@IntegrationTest
class CatalogueListsIT {

    private static final int MANY = 300;

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    SharedPages lists;

    Tenant tenant;
    Client admin;

    @BeforeEach
    void publishMany() {
        retireMany();
        fixtures.update("""
                insert into certification (code, position, name, status, summary, assures)
                select 'many-' || number, 2000 + number, 'Attestation № ' || number,
                       case when number % 3 = 0 then 'IN_PROGRESS' else 'CERTIFIED' end, 'By Prüfstelle Müller.', 'Number ' || number
                  from generate_series(1, ?) as number
                on conflict (code) do update set retired_at = null, name = excluded.name, status = excluded.status,
                    summary = excluded.summary, assures = excluded.assures, position = excluded.position
                """, MANY);
        fixtures.update("""
                insert into compliance (code, position, name, status, summary, description)
                select 'many-' || number, 2000 + number, 'Rule № ' || number, 'COMPLIANT', 'A summary.', 'Words'
                  from generate_series(1, ?) as number
                on conflict (code) do update set retired_at = null, name = excluded.name, status = excluded.status,
                    summary = excluded.summary, description = excluded.description, position = excluded.position
                """, MANY);
        tenant = fixtures.organization();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retireMany() {
        fixtures.update("update certification set retired_at = now() where code like 'many-%' and retired_at is null");
        fixtures.update("update compliance set retired_at = now() where code like 'many-%' and retired_at is null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"certifications", "compliances"})
    void eachPageIsShortAndTheLinksLeadThroughAllOfThem(String list) {
        Set<String> codes = new LinkedHashSet<>();
        int total = Integer.parseInt(
                page("/" + list).select("#tabs [aria-current] .count").text());
        int pages = 0;
        String address = "/" + list;
        while (address != null) {
            Document page = page(address);
            List<String> shown = page.select("#" + list + " > li").eachAttr("data-code");
            assertThat(shown).hasSizeBetween(1, ListView.SIZE);
            assertThat(codes).doesNotContainAnyElementsOf(shown);
            codes.addAll(shown);
            pages++;
            Element next = page.selectFirst("#next");
            address = next == null ? null : "/" + list + next.attr("href");
        }
        assertThat(codes).hasSize(total).contains("many-1", "many-" + MANY);
        assertThat(pages).isEqualTo((total + ListView.SIZE - 1) / ListView.SIZE);
    }

    @ParameterizedTest
    @CsvSource({
        "attestation № 217, many-217",
        "217 ATTESTATION, many-217",
        "muller № 216, many-216",
        "many-215, many-215"
    })
    void wordsAreFoundInAnyOrderAndSpelling(String words, String code) {
        assertThat(search("certifications", Map.of("q", words))
                        .select("#certifications > li")
                        .eachAttr("data-code"))
                .containsExactly(code);
    }

    @Test
    void theIssuerIsSearchedToo() {
        Issued issued = fixtures.certificate();
        try {
            assertThat(search("certifications", Map.of("q", "Test Assessors " + issued.certification()))
                            .select("#certifications > li")
                            .eachAttr("data-code"))
                    .containsExactly(issued.certification());
        } finally {
            fixtures.retire(issued);
        }
    }

    // SharedPages.PageKey: not the certificates that are open
    @Test
    void organizationsThatSeeTheSameListShareItsPageInTheCache() {
        Tenant other = fixtures.organization();
        Client otherAdmin = new Client(port).signIn(other.admin().email(), Fixtures.PASSWORD);
        Issued issued = fixtures.certificate();
        try {
            fixtures.restrict(issued.certificate(), "HIDDEN", fixtures.group(other));
            String last = "/certifications?page=1000000";
            SharedPages.Size before = lists.size();
            Answer page = otherAdmin.get(other.path(last));
            assertThat(page.text()).contains("many-" + MANY);
            SharedPages.Size once = lists.size();
            admin.get(tenant.path(last));
            assertThat(once.pages() - before.pages()).isEqualTo(1);
            assertThat(lists.size()).isEqualTo(once);
            // The limit is one of bytes.
            assertThat(once.bytes() - before.bytes()).isBetween(page.bytes().length / 2L, (long) page.bytes().length);
            // What they do not see alike is not shared: RestrictedCertificatesIT.
        } finally {
            fixtures.retire(issued);
        }
    }

    @Test
    void searchAndStatusAreKeptFromPageToPage() {
        Document first = search("certifications", Map.of("q", "prüfstelle", "status", "IN_PROGRESS"));
        assertThat(first.select("#found").text()).isEqualTo("Showing 1–25 of 100");
        assertThat(first.select("#certifications .badge:contains(Certified)")).isEmpty();
        Document second = page("/certifications" + first.select("#next").attr("href"));
        assertThat(second.select("#found").text()).isEqualTo("Showing 26–50 of 100");
        assertThat(second.select("#search-words").val()).isEqualTo("prüfstelle");
        assertThat(second.select("#search-status option[selected]").val()).isEqualTo("IN_PROGRESS");
        assertThat(second.select("#previous")).hasSize(1);
        assertThat(second.select("#show-all").attr("abs:href")).endsWith(tenant.path("/certifications"));
    }

    @Test
    void nothingFoundSaysSo() {
        Document page = search("compliances", Map.of("q", "no such words"));
        assertThat(page.select("#nothing").text()).isNotBlank();
        assertThat(page.select("#found, #pages, #compliances")).isEmpty();
    }

    @Test
    void aPageOutsideOfTheListIsItsNearestPage() {
        assertThat(page("/certifications?q=muller&page=99").select("#found").text())
                .isEqualTo("Showing 276–300 of 300");
        assertThat(page("/certifications?q=muller&page=-1").select("#found").text())
                .isEqualTo("Showing 1–25 of 300");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page=x", "page=99999999999", "status=BEST"})
    void whatIsNoPageOrStatusIsABadRequest(String query) {
        assertThat(admin.get(tenant.path("/certifications?" + query)).status()).isEqualTo(400);
    }

    @Test
    void aShortListHasNoSearch() {
        retireMany();
        for (String list : List.of("compliances", "certifications")) {
            assertThat(page("/" + list).select("#search, #pages")).as(list).isEmpty();
        }
    }

    private Document search(String list, Map<String, String> fields) {
        FormElement form = (FormElement) page("/" + list).selectFirst("#search");
        assertThat(form.attr("method")).isEqualTo("get");
        assertThat(URI.create(form.absUrl("action")).getPath()).isEqualTo(tenant.path("/" + list));
        return page("/" + list + "?" + Client.encoded(Client.fields(form, fields)));
    }

    private Document page(String below) {
        var answer = admin.get(tenant.path(below));
        assertThat(answer.status()).as(below).isEqualTo(200);
        return answer.html();
    }
}
