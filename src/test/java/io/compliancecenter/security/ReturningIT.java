package io.compliancecenter.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Records;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
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
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;
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

    // StalePageHandler.LINK
    @ParameterizedTest
    @ValueSource(strings = {"password", "invitation", "passkey"})
    void aFormOfAMailedLinkFromBeforeTheBrowserLostItsCookiesLeadsToItsPage(String kind) {
        String link = "/links/" + kind + "/" + "A".repeat(43);
        for (String form : List.of(link, link + "/account")) {
            Answer answer = new Client(port).post(form, Map.of("_csrf", "gone", "password", "correct horse"));
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.location()).isEqualTo(link);
        }
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

    // FormAddressAdvice, InvitationsController.list
    @Test
    void theAddressOfEachFormLeadsToItsPage() {
        Client client = new Client(port).signIn(fixtures.deskPerson("EDITOR").email(), Fixtures.PASSWORD);
        Map<String, String> pages = formAddresses()
                .collect(Collectors.toMap(
                        Function.identity(),
                        pattern -> client.get(path(pattern)).location()));
        assertThat(pages).hasSizeGreaterThan(50);
        // Each is the beginning of the form's address, or named here.
        Map<String, String> elsewhere = Map.of(
                "/organizations/{slug}/certificates/{id}/downloads", "/organizations/{slug}/certificates/{id}/terms",
                "/organizations/{slug}/certificates/{id}/acceptances", "/organizations/{slug}/certificates/{id}/terms",
                "/organizations/{slug}/certificates/{certificate}/requests", "/organizations/{slug}/certifications",
                "/desk/group-proposals/{proposal}", "/desk/groups");
        assertThat(pages).allSatisfy((pattern, page) -> {
            assertThat(client.head(path(pattern)).status()).isEqualTo(303);
            assertThat(page)
                    .isEqualTo(
                            elsewhere.containsKey(pattern)
                                    ? path(elsewhere.get(pattern))
                                    : path(pattern).substring(0, page.length()));
            assertThat(mappings.getHandlerMethods().entrySet())
                    .as("a page, and no file, at %s", page)
                    .anyMatch(entry ->
                            entry.getKey().getMethodsCondition().getMethods().contains(RequestMethod.GET)
                                    && entry.getValue().getReturnType().getParameterType() == ModelAndView.class
                                    && entry.getKey().getPathPatternsCondition().getPatterns().stream()
                                            .anyMatch(known -> known.matches(PathContainer.parsePath(page))));
        });
        assertThat(pages)
                .containsEntry(
                        "/desk/customers/{organization}/agreements/{agreement}/paper/purge",
                        path("/desk/customers/{organization}/agreements/{agreement}"))
                .containsEntry(
                        "/organizations/{slug}/members/invitations/{invitation}/resend",
                        path("/organizations/{slug}/members/invitations"))
                .containsEntry("/account/sessions/end", "/account");
    }

    // FormAddressAdvice: worksAtDesk, READING
    @Test
    void theAddressOfAFormSaysNothingMoreThanItsPage() {
        Client customer = signedIn();
        assertThat(formAddresses().filter(pattern -> pattern.startsWith("/desk/")))
                .isNotEmpty()
                .allSatisfy(pattern ->
                        assertThat(customer.get(path(pattern)).status()).isEqualTo(404));
        assertThat(customer.post("/desk/requests", Map.of("_csrf", customer.token()))
                        .status())
                .isEqualTo(404);
        assertThat(customer.post("/account/passkeys/link", Map.of()).status()).isEqualTo(403);
        assertThat(customer.post("/", Map.of("_csrf", customer.token())).status())
                .isEqualTo(405);
    }

    // FormAddressAdvice; SignInRedirects.commence
    @Test
    void whoSignsInAtTheAddressOfAFormComesToItsPage() {
        Client client = new Client(port);
        Answer signedIn = signInOn(
                client,
                client.get(client.get(tenant.path("/members/invitations")).location()));
        assertThat(client.get(signedIn.location()).location()).isEqualTo(tenant.path("/members"));
        assertThat(new Client(port).get("/account/sessions/end").location()).isEqualTo("/sign-in?to=%2Faccount");
    }

    /** Those that take no GET. */
    private Stream<String> formAddresses() {
        Set<String> read = patterns(RequestMethod.GET).collect(Collectors.toSet());
        return patterns(RequestMethod.POST)
                .filter(pattern -> !read.contains(pattern))
                .filter(pattern -> pattern.matches("/(desk|organizations|account|links)/.*"));
    }

    private Stream<String> patterns(RequestMethod method) {
        return mappings.getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(method))
                .flatMap(mapping -> mapping.getPatternValues().stream());
    }

    private static String path(String pattern) {
        return pattern.replace("{token}", "t".repeat(43))
                .replace("{kind}", "CERTIFICATION")
                .replaceAll("\\{(code|group|slug)}", "some-thing")
                .replace("{version}", "2")
                .replaceAll("\\{\\w+}", "0198c0de-0000-7000-8000-000000000000");
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
