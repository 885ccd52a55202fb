package io.compliancecenter.organization.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What the pages say to somebody who is not an admin, or in no Organization: only what they can really do about it. */
@IntegrationTest
class AdminRequiredIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    // admin-required.text in both bundles
    @ParameterizedTest
    @CsvSource({"en, Ask one of them for help.", "de, Bitte wenden Sie sich an einen der Admins."})
    void aMemberIsToldWhomToAsk(String language, String advice) {
        Tenant tenant = fixtures.organization();
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);

        Answer page = member.get(tenant.path("/certifications"), "Accept-Language", language);

        assertThat(page.status()).isEqualTo(403);
        assertThat(page.html().select("main").text())
                .contains(advice, tenant.admin().email())
                .doesNotContain("can also give you", "auch die Rolle geben");
    }

    // no-organization.text in both bundles
    @ParameterizedTest
    @CsvSource({
        "en, 'Ask an admin of your Organization to invite you, or the operator of this site to add you.'",
        "de, 'Bitten Sie einen Admin Ihrer Organisation, Sie einzuladen, oder den Betreiber dieser Website, Sie hinzuzufügen.'"
    })
    void whoeverIsInNoOrganizationIsToldWhoCanAddThem(String language, String whomToAsk) {
        Tenant tenant = fixtures.organization();
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        fixtures.update("delete from member where user_id = ?", tenant.member().id());

        assertThat(member.get("/", "Accept-Language", language)
                        .html()
                        .select("main")
                        .text())
                .contains(whomToAsk);
    }
}
