package io.compliancecenter.security.provider.sessioncheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.security.provider.TestProvider;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a provider is asked when it checks a session, and what counts of its answer. */
class ProviderAtCheckIT extends CheckedSessionTest {

    // ProviderSignIn.loginHint
    @TestFactory
    Stream<DynamicTest> theProviderIsToldWhomItIsAskedAbout() {
        return Stream.of(
                        Map.of("email", "ada@elsewhere.example"),
                        Map.of("preferred_username", "ada", "email", "ada@elsewhere.example"),
                        Map.of("login_hint", "O.1", "preferred_username", "ada"))
                .map(claims -> DynamicTest.dynamicTest(claims.toString(), () -> {
                    provider.claims.remove("preferred_username");
                    provider.claims.putAll(claims);
                    assertThat(come(browser.get("/sign-in/provider/checked")).location())
                            .isEqualTo("/");
                    pass(6);
                    String hint = claims.getOrDefault(
                            "login_hint", claims.getOrDefault("preferred_username", claims.get("email")));
                    assertThat(sent(leave(page))).containsEntry("login_hint", hint);
                }));
    }

    private static Map<String, String> sent(Answer leave) {
        return TestProvider.query(URI.create(leave.header("Location")).getRawQuery());
    }

    // SessionChecks.end: "wasHinted"
    @Test
    void aProviderThatDoesNotKnowThemByTheHintIsAskedOnceMoreWithoutIt() {
        pass(6);
        Answer again = refusedOnce(leave(page), "login_required");
        assertThat(again.location()).startsWith("/sign-in/provider/checked?check=without-hint");
        Answer leave = browser.get(again.location());
        assertThat(sent(leave)).containsEntry("prompt", "none").doesNotContainKey("login_hint");
        assertThat(come(leave).location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
        pass(6);
        Answer twice = refusedOnce(leave(page), "interaction_required");
        assertThat(refusedOnce(browser.get(twice.location()), "interaction_required")
                        .location())
                .startsWith("/sign-in?not-confirmed");
    }

    // IdentityProviders: "isZero"
    @Test
    void aProviderWhoseChecksAreSwitchedOffIsNotAsked() {
        unchecked.claims.put("email", "grace@elsewhere.example");
        Client grace = new Client(instance.port());
        grace.get(callback(
                unchecked.authorize(grace.get("/sign-in/provider/unchecked").header("Location"))));
        pass(400, user(unchecked));
        assertThat(grace.get(page).status()).isEqualTo(200);
    }

    // ProviderFailures: "isUnavailable"
    @Test
    void aProviderThatIsAwayLetsNobodyOnAndEndsNoSession() {
        pass(6);
        assertThat(refused(leave(page), "temporarily_unavailable").status()).isEqualTo(503);
        Answer leave = leave(page);
        provider.interference = (path, exchange) -> {
            if (path.equals("/token")) {
                TestProvider.send(exchange, 500, Map.of());
                return true;
            }
            return false;
        };
        Answer away = come(leave);
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.html().selectFirst("h1").text()).isEqualTo("Identity provider not available");
        assertThat(browser.get(page).location()).startsWith("/sign-in/check");
        provider.interference = (path, exchange) -> false;
        assertThat(come(leave(page)).location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
    }

    // confirm_sign_in: "set sid"; "provider_logout"
    @Test
    void theSessionFollowsTheOneAtTheProvider() throws Exception {
        pass(6);
        String sid = UUID.randomUUID().toString();
        provider.claims.put("sid", sid);
        assertThat(come(leave(page)).location()).isEqualTo(page);
        assertThat(signOutThere(sid).status()).isEqualTo(200);
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
        signIn();
        pass(6);
        String ended = UUID.randomUUID().toString();
        provider.claims.put("sid", ended);
        Answer leave = leave(page);
        assertThat(signOutThere(ended).status()).isEqualTo(200);
        assertThat(come(leave).status()).isEqualTo(503);
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
    }

    private Answer signOutThere(String sid) throws Exception {
        return new Client(instance.port())
                .post(
                        "/sign-out/provider/checked",
                        Map.of(
                                "logout_token",
                                provider.signed(
                                        provider.logout().claim("sid", sid).build())));
    }

    // SignIn.confirmedBy
    @Test
    void howThePersonAuthenticatedStaysUnlessTheyDidSoAgain() {
        pass(6);
        provider.claims.put("acr", "0");
        come(leave(page));
        assertThat(stored()).contains("\"acr\":\"2\"", "\"authenticatedAt\":\"2026-11-24T09:59:00Z\"");
        pass(6);
        provider.claims.remove("auth_time");
        come(leave(page));
        assertThat(stored()).contains("\"acr\":\"2\"", "\"authenticatedAt\":\"2026-11-24T09:59:00Z\"");
        pass(6);
        provider.claims.put("auth_time", TestApplication.NOW.minusSeconds(30).getEpochSecond());
        provider.claims.put("acr", "3");
        come(leave(page));
        assertThat(stored()).contains("\"acr\":\"3\"", "\"authenticatedAt\":\"2026-11-24T09:59:30Z\"");
    }

    private String stored() {
        String user = user().toString();
        return owner.work(
                database -> database.sql("""
                        select convert_from(a.attribute_bytes, 'UTF8')
                          from spring_session_attributes a join spring_session s on s.primary_id = a.session_primary_id
                         where s.principal_name = ? and a.attribute_name = 'SPRING_SECURITY_CONTEXT'
                        """).param(user).query(String.class).single());
    }

    // SignIn.confirmedBy: "at" stays; CurrentUserFilter: providerSession
    @Test
    void aSessionThatIsConfirmedStillEndsAfterItsTime() {
        pass(6);
        come(leave(page));
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'),
                       '"at":"2026-11-24T09:54', '"at":"2026-11-24T01:54'), 'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, user().toString());
        assertThat(browser.get(page).location()).startsWith("/sign-in?to=");
    }
}
