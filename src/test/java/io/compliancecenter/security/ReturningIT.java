package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.Records;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Whenever a session ends or a page has been open for long, everybody ends where they were going, and nothing is recorded. */
@IntegrationTest
class ReturningIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Records records;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mappings;

    Tenant tenant;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
    }

    @AfterEach
    void forgetDelays() {
        fixtures.forgetSignInDelays();
    }

    // StalePageHandler and SignInRedirects.commence
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void agreeingWithoutASessionLeadsOverTheSignInToTheSameTermsUntickedAndRecordsNothing(boolean withoutToken) {
        Issued issued = fixtures.certificate();
        Client client = signedIn();
        String terms = tenant.path("/certificates/" + issued.certificate() + "/terms");
        FormElement form = client.get(terms).form("/acceptances");

        client.forget("SESSION");
        if (withoutToken) {
            client.forget("CSRF");
        }
        Answer refused = client.submit(form, Map.of("agreed", "true"));
        assertThat(refused.status()).isEqualTo(302);
        Answer signedIn = signInOn(client, client.get(refused.location()));

        assertThat(signedIn.location()).isEqualTo(terms);
        Element box = client.get(terms).html().getElementById("agreed");
        assertThat(box).isNotNull();
        assertThat(box.hasAttr("checked")).isFalse();
        assertThat(records.acceptances(tenant)).isEmpty();
        fixtures.retire(issued);
    }

    @Test
    void askingToDownloadWithoutASessionLeadsOverTheSignInToTheTerms() {
        Issued issued = fixtures.certificate();
        Client client = signedIn();
        FormElement form = client.get(tenant.path("/certifications/" + issued.certification()))
                .form("/downloads");
        client.forget("SESSION");
        Answer refused = client.submit(form, Map.of());
        assertThat(signInOn(client, client.get(refused.location())).location())
                .isEqualTo(tenant.path("/certificates/" + issued.certificate() + "/terms"));
        fixtures.retire(issued);
    }

    // StalePageHandler: "request.getParameter("_csrf") == null"
    @Test
    void aPageFromBeforeTheBrowserLostItsCookiesLeadsToTheTermsAndRecordsNothing() {
        Issued issued = fixtures.certificate();
        Client client = signedIn();
        String terms = tenant.path("/certificates/" + issued.certificate() + "/terms");
        FormElement form = client.get(terms).form("/acceptances");
        client.forget("CSRF");
        Answer answer = client.submit(form, Map.of("agreed", "true"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).isEqualTo(terms);
        assertThat(records.acceptances(tenant)).isEmpty();
        fixtures.retire(issued);
    }

    @Test
    void aSignInPageThatWasOpenInTwoTabsLeadsEachToItsOwnAddress() {
        Client client = new Client(port);
        Answer first = client.get(client.get(tenant.path("/compliances")).location());
        Answer second = client.get(client.get(tenant.path("/activity?kind=")).location());

        assertThat(signInOn(client, first).location()).isEqualTo(tenant.path("/compliances"));
        assertThat(signInOn(client, second).location()).isEqualTo(tenant.path("/activity?kind="));
        assertThat(client.get(tenant.path("/activity")).status()).isEqualTo(200);
    }

    // CsrfCookies.saveToken: "token != null"
    @Test
    void aSignInPageFromBeforeTheLastSignOutIsStillGood() {
        Client client = new Client(port);
        Answer left = client.get(client.get(tenant.path("/activity")).location());
        client.signIn(tenant.admin().email(), Fixtures.PASSWORD);
        client.submit(client.get(tenant.path("/compliances")).form("/sign-out"), Map.of());
        assertThat(signInOn(client, left).location()).isEqualTo(tenant.path("/activity"));
    }

    @Test
    void aFailedSignInKeepsTheAddress() {
        Client client = new Client(port);
        Answer page = client.get(client.get(tenant.path("/activity")).location());
        Answer failed = client.submit(
                page.form("/sign-in"), Map.of("email", tenant.admin().email(), "password", "wrong"));
        assertThat(signInOn(client, client.get(failed.location())).location()).isEqualTo(tenant.path("/activity"));
    }

    // StalePageHandler: "/sign-in"
    @Test
    void aSignInPageWhoseCookieIsGoneIsShownAgainWithTheReason() {
        Client client = new Client(port);
        Answer page = client.get(client.get(tenant.path("/activity")).location());
        client.forget("CSRF");
        Answer refused = signInOn(client, page);
        assertThat(refused.status()).isEqualTo(302);
        assertThat(client.session()).isEmpty();
        Answer again = client.get(refused.location());
        assertThat(again.html().getElementById("sign-in-expired")).isNotNull();
        assertThat(signInOn(client, again).location()).isEqualTo(tenant.path("/activity"));
    }

    @Test
    void whoIsSignedInIsLedFromTheSignInPageToWhereTheyWereGoing() {
        Client client = signedIn();
        assertThat(client.get("/sign-in").location()).isEqualTo("/");
        assertThat(client.get("/sign-in?to=" + tenant.path("/activity")).location())
                .isEqualTo(tenant.path("/activity"));
        assertThat(client.get("/sign-in?to=//evil.example/").location()).isEqualTo("/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "/\\evil.example", "/assets/app.js", "/error"})
    void aForeignAddressIsNotFollowed(String foreign) {
        Client client = new Client(port);
        FormElement form = client.get("/sign-in").form("/sign-in");
        Map<String, String> fields = new LinkedHashMap<>(credentials());
        fields.put("to", foreign);
        assertThat(client.submit(form, fields).location()).isEqualTo("/");
    }

    // StalePageHandler: "/sign-out"
    @ParameterizedTest
    @ValueSource(strings = {"", "SESSION", "CSRF", "SESSION CSRF"})
    void signingOutAlwaysEndsSignedOut(String gone) {
        Client client = signedIn();
        FormElement form = client.get(tenant.path("/compliances")).form("/sign-out");
        Client elsewhere = client.at(port);
        for (String cookie : gone.split(" ")) {
            client.forget(cookie);
        }
        Answer answer = client.submit(form, Map.of(), "Sec-Fetch-Site", "same-origin");
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).isEqualTo("/sign-in?signed-out");
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(302);
        // Whoever sent the session's cookie has ended the session itself.
        assertThat(elsewhere.get(tenant.path("/compliances")).status()).isEqualTo(gone.contains("SESSION") ? 200 : 302);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/favicon.ico", "/apple-touch-icon.png", "/error", "/assets/app.js", "/robots.txt", "/x.map"})
    void whatIsNoPageIsNeverWhereTheyWereGoing(String path) {
        assertThat(new Client(port).get(path).location()).doesNotContain("to=");
    }

    /** A new address has to say where its visitors return to. */
    @Test
    void everyAddressLeadsToAPageAfterTheSignIn() {
        Issued issued = fixtures.certificate();
        String id = issued.certificate().toString();
        assertThat(addresses()
                        .map(pattern -> pattern.replace("{slug}", tenant.slug())
                                .replace("{code}", issued.certification())
                                .replaceAll("\\{(id|permit|receipt|acceptance|member|invitation)}", id)))
                .allSatisfy(path ->
                        assertThat(new Client(port).get(path).location()).contains("to="));
        fixtures.retire(issued);
    }

    private Stream<String> addresses() {
        return mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().stream()
                        .anyMatch(method -> method.name().equals("GET")))
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(pattern -> pattern.startsWith("/organizations/{slug}"));
    }

    private Client signedIn() {
        return new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    private Map<String, String> credentials() {
        return Map.of("email", tenant.admin().email(), "password", Fixtures.PASSWORD);
    }

    private Answer signInOn(Client client, Answer page) {
        return client.submit(page.form("/sign-in"), credentials());
    }
}
