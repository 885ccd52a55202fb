package io.compliancecenter.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.pdf.Pdfs;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The pages of the catalogue for two Organizations, of which certificates are for one. What is hidden from the other looks in
 * every respect like what was never published.
 */
class RestrictedCertificatesIT extends TwoOrganizationsTest {

    private static final String HIDDEN_ISSUER = "Undisclosed Examiners";

    private Document certification(Client client, Tenant tenant, String code) {
        return client.get(tenant.path("/certifications/" + code)).html();
    }

    private Document list(Client client, Tenant tenant, String query) {
        return client.get(tenant.path("/certifications" + query)).html();
    }

    /** The card of a certification in the list, on whichever page it is. */
    private Element card(Client client, Tenant tenant, String code) {
        for (int page = 1; ; page++) {
            Document list = list(client, tenant, "?page=" + page);
            Element card = list.selectFirst("[data-code=" + code + "]");
            if (card != null) {
                return card;
            }
            assertThat(list.select("#next")).as("card of %s", code).isNotEmpty();
        }
    }

    // CompleteCatalogue.seenWith
    @Test
    void aCertificationWhoseCertificatesAreHiddenLooksLikeOneThatHasNone() {
        Issued hidden = publish();
        fixtures.restrict(hidden.certificate(), "HIDDEN", group);
        String none = fixtures.certificationWithoutCertificate();
        try {
            assertThat(certification(insider, inside, hidden.certification()).select("#certificates tbody tr"))
                    .hasSize(1);
            for (String code : List.of(hidden.certification(), none)) {
                assertThat(certification(outsider, outside, code).select("#certificates"))
                        .isEmpty();
            }
            assertThat(alike(certification(outsider, outside, hidden.certification()), hidden.certification()))
                    .isEqualTo(alike(certification(outsider, outside, none), none));
            assertThat(alike(card(outsider, outside, hidden.certification()), hidden.certification()))
                    .isEqualTo(alike(card(outsider, outside, none), none));
        } finally {
            fixtures.update("update certification set retired_at = now() where code = ?", none);
        }
    }

    /** Without what differs between any two pages. */
    private static String alike(Element page, String code) {
        return page.outerHtml()
                .replace(code, "CODE")
                .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "ID")
                .replaceAll("name=\"_csrf\" value=\"[^\"]*\"", "");
    }

    // PublishedCertification.without
    @Test
    void aHiddenVersionSupersedesNothingAndIsFoundByNothing() {
        Issued issued = publish();
        UUID second = fixtures.anotherVersion(issued.certification(), HIDDEN_ISSUER, "undisclosed.pdf");
        fixtures.restrict(second, "HIDDEN", group);

        Document seen = certification(insider, inside, issued.certification());
        assertThat(seen.select("#certificates tbody tr").eachAttr("data-version"))
                .containsExactly("2", "1");
        assertThat(seen.select("tr[data-version=1] .badge").text()).isEqualTo("Superseded");
        assertThat(card(insider, inside, issued.certification()).text()).contains(HIDDEN_ISSUER, "Version 2");

        Document unseen = certification(outsider, outside, issued.certification());
        assertThat(unseen.select("#certificates tbody tr").eachAttr("data-version"))
                .containsExactly("1");
        assertThat(unseen.select("tr[data-version=1] .badge").text()).isEqualTo("Valid");
        assertThat(card(outsider, outside, issued.certification()).text()).contains("Version 1");
        for (String path : List.of("/certifications/" + issued.certification(), "/certifications", "/activity")) {
            assertThat(outsider.get(outside.path(path)).text())
                    .as(path)
                    .doesNotContain(HIDDEN_ISSUER, "undisclosed.pdf", second.toString());
        }

        String search = "?" + Client.encoded(Map.of("q", HIDDEN_ISSUER));
        assertThat(list(insider, inside, search).select("#certifications > li")).hasSize(1);
        assertThat(list(outsider, outside, search).select("#certifications > li"))
                .isEmpty();
        assertThat(list(outsider, outside, search).select("#nothing")).isNotEmpty();
        assertThat(count(outsider, outside)).isEqualTo(count(insider, inside));
    }

    private String count(Client client, Tenant tenant) {
        return list(client, tenant, "").select("#tabs [aria-current] .count").text();
    }

    // A version that was withdrawn leaves the same gap.
    @Test
    void aGapInTheVersionsIsTheSameWhetherOneIsHiddenOrWithdrawn() {
        Issued hiding = publish();
        Issued withdrawing = publish();
        UUID hidden = fixtures.anotherVersion(hiding.certification(), "Assessors", "second.pdf");
        UUID withdrawn = fixtures.anotherVersion(withdrawing.certification(), "Assessors", "second.pdf");
        fixtures.anotherVersion(hiding.certification(), "Assessors", "third.pdf");
        fixtures.anotherVersion(withdrawing.certification(), "Assessors", "third.pdf");
        fixtures.restrict(hidden, "HIDDEN", group);
        fixtures.update("update certificate set retired_at = now() where id = ?", withdrawn);
        assertThat(shape(certification(outsider, outside, hiding.certification())))
                .isEqualTo(shape(certification(outsider, outside, withdrawing.certification())))
                .hasSize(2);
    }

    private static List<String> shape(Document page) {
        return page.select("#certificates tbody tr").stream()
                .map(row -> row.attr("data-version")
                        + row.select(".badge").text()
                        + row.select("time").text())
                .toList();
    }

    // The status depends on certificates that are seen: otherwise it would tell of those that are not.
    @Test
    void aHiddenCertificateAttestsNothing() {
        Issued expired = fixtures.certificate(
                Pdfs.page("Certificate " + UUID.randomUUID()), LocalDate.of(2024, 1, 1), LocalDate.of(2024, 12, 31));
        published.add(expired);
        fixtures.restrict(
                fixtures.anotherVersion(expired.certification(), "Assessors", "renewed.pdf"), "HIDDEN", group);
        String byStatus = "?status=EXPIRED&q=" + expired.certification();
        assertThat(list(insider, inside, byStatus).select("#certifications > li"))
                .isEmpty();
        assertThat(list(outsider, outside, byStatus).select("#certifications > li"))
                .hasSize(1);
        assertThat(certification(insider, inside, expired.certification())
                        .select("h1 .badge")
                        .text())
                .isEqualTo("Certified");
        assertThat(certification(outsider, outside, expired.certification())
                        .select("h1 .badge")
                        .text())
                .isEqualTo("Certificate expired");
    }

    // PublishedCertificate.onRequest
    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void whatIsOnRequestIsShownWithWhomToAskForItAndNoButton(String language) {
        Issued issued = publish();
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        String support = fixtures.asOwner(owner ->
                owner.sql("select support from vendor").query(String.class).single());
        Element row = outsider.get(
                        outside.path("/certifications/" + issued.certification()), "Accept-Language", language)
                .html()
                .selectFirst("#certificates tbody tr");
        Element card = card(outsider, outside, issued.certification());
        assertThat(card.select(".on-request a").attr("href")).isEqualTo("mailto:" + support);
        // The form is on the same page.
        assertThat(row.select(".on-request a").attr("href")).isEqualTo("#requests");
        assertThat(row.ownerDocument().select("#requests form")).isNotEmpty();
        for (Element place : List.of(row, card)) {
            assertThat(place.select("button")).isEmpty();
        }
        assertThat(row.select(".on-request .badge").text())
                .isEqualTo(language.equals("en") ? "On request" : "Auf Anfrage");
        assertThat(row.select(".badge").first().text()).isEqualTo(language.equals("en") ? "Valid" : "Gültig");
        for (Element place : List.of(
                certification(insider, inside, issued.certification()).selectFirst("#certificates tbody tr"),
                card(insider, inside, issued.certification()))) {
            assertThat(place.select(".on-request")).isEmpty();
            assertThat(place.select("button[formaction$=/downloads]")).hasSize(1);
        }
    }

    // SharedPages.ListKey and CatalogueViews.Key: "open"
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nobodyGetsAPageThatWasMadeForOthers(boolean insiderFirst) {
        Issued issued = publish();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        for (int round = 0; round < 2; round++) {
            for (boolean asInsider : List.of(insiderFirst, !insiderFirst)) {
                Client client = asInsider ? insider : outsider;
                Tenant tenant = asInsider ? inside : outside;
                for (String path : List.of("/certifications/" + issued.certification(), pageOf(issued))) {
                    assertThat(client.get(tenant.path(path))
                                    .text()
                                    .contains(issued.certificate().toString()))
                            .as("%s of the %s", path, asInsider ? "insider" : "outsider")
                            .isEqualTo(asInsider);
                }
            }
        }
    }
}
