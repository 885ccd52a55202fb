package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Another site can neither sign a person in as somebody else, nor sign them out, nor agree to anything. */
@IntegrationTest
class CrossSiteIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    Tenant tenant;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
    }

    // SecurityConfiguration: csrf
    @Test
    void nobodyIsSignedInWithoutTheTokenOfTheirOwnBrowser() {
        FormElement ofAttacker = new Client(port).get("/sign-in").form("/sign-in");
        Client victim = new Client(port);
        victim.get("/sign-in");
        Answer answer = victim.submit(ofAttacker, credentials());
        assertThat(answer.location()).startsWith("/sign-in?expired");
        assertThat(victim.session()).isEmpty();

        Map<String, String> withoutToken = new HashMap<>(credentials());
        assertThat(victim.post("/sign-in", withoutToken).location()).startsWith("/sign-in?expired");
        assertThat(victim.session()).isEmpty();
    }

    // CrossSiteFilter: an attacker who could place a cookie would have a valid token
    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, http://localhost:1",
        "Origin, http://localhost.evil.example",
        "Origin, null",
        "Origin, not an address",
    })
    void anotherSiteIsRefusedEvenWithAValidToken(String header, String value) {
        Client victim = new Client(port);
        FormElement form = victim.get("/sign-in").form("/sign-in");
        Answer answer = victim.submit(form, credentials(), header, value);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(victim.session()).isEmpty();

        Client signedIn = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        FormElement signOut = signedIn.get(tenant.path("/compliances")).form("/sign-out");
        assertThat(signedIn.submit(signOut, Map.of(), header, value).status()).isEqualTo(403);
        assertThat(signedIn.get(tenant.path("/compliances")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, same-origin", "Sec-Fetch-Site, none", "Origin, http://localhost:PORT"})
    void aPageOfThisApplicationIsNot(String header, String value) {
        Client client = new Client(port);
        FormElement form = client.get("/sign-in").form("/sign-in");
        Answer answer = client.submit(form, credentials(), header, value.replace("PORT", Integer.toString(port)));
        assertThat(answer.location()).isEqualTo("/");
    }

    // StalePageHandler: "!CrossSiteFilter.isReported"
    @Test
    void nobodyIsSignedOutWithoutATokenFromElsewhere() {
        Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        assertThat(client.post("/sign-out", Map.of()).status()).isEqualTo(403);
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(200);
    }

    private Map<String, String> credentials() {
        return Map.of("email", tenant.admin().email(), "password", Fixtures.PASSWORD);
    }
}
