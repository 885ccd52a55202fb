package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** People sign in through identity providers that tell the truth, lie, are slow, or away. */
@ExtendWith(OutputCaptureExtension.class)
class ProviderSignInIT extends ProviderTest {

    // sign_in_by_provider and set_provider_memberships
    @Test
    void anUnknownPersonBecomesAMemberAndLandsOnThePageThatTheyAskedFor() {
        String page = tenant.path("/certifications?q=iso");
        Answer asked = browser.get(page);
        Answer signInPage = browser.get(asked.location());
        String link = signInPage.html().selectFirst(".providers a").attr("href");
        assertThat(signInPage.html().selectFirst(".providers a").text()).isEqualTo("Sign in with Example Dashboard");
        Answer leave = browser.get(link);
        assertThat(leave.header("Location"))
                .contains("code_challenge_method=S256")
                .contains("nonce=")
                .contains("scope=openid");
        Answer back = browser.get(callback(dashboard, leave));
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(user -> assertThat(user)
                        .containsEntry("source", "PROVIDER")
                        .containsEntry("name", "Ada Lovelace")
                        .containsEntry("password_hash", null));
        assertThat(entries(tenant.id())).contains("member-joined");
        assertThat(entries((UUID) users(dashboard).get(0).get("id"))).containsExactly("signed-in");
    }

    @Test
    void whoComesBackIsTheSameUserUnderAnotherAddressToo() {
        signIn(dashboard, "dashboard");
        dashboard.claims.put("email", "ada.lovelace@elsewhere.example");
        signIn(dashboard, "dashboard");
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(user -> assertThat(user).containsEntry("email", "ada.lovelace@elsewhere.example"));
        assertThat(entries(tenant.id())).contains("account-changed");
    }

    // SignInCookies: "endsWith"
    @Test
    void aCodeOfOneProviderIsNeverShownToAnother() {
        List<String> asked = new CopyOnWriteArrayList<>();
        dashboard.interference = (path, exchange) -> {
            asked.add(path);
            return false;
        };
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String state = TestProvider.query(URI.create(leave.header("Location")).getRawQuery())
                .get("state");
        asked.clear();
        Answer mixedUp = browser.get("/login/oauth2/code/customers?code=stolen&state=" + state);
        assertThat(mixedUp.location()).isEqualTo("/sign-in?expired");
        Answer fromAnother =
                browser.get("/login/oauth2/code/dashboard?code=stolen&state=" + state + "&iss=https://evil.example");
        assertThat(fromAnother.location()).isEqualTo("/sign-in?expired");
        assertThat(asked).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatIsNotAsItShouldBeIsRefused(CapturedOutput output) throws Exception {
        var stranger = TestProvider.newKey("stranger");
        var sameId = TestProvider.newKey(dashboard.key().getKeyID());
        Map<String, TestProvider.Signing> lies = new LinkedHashMap<>();
        lies.put("another issuer", claims -> changed(claims, "iss", "https://elsewhere.example"));
        lies.put("another audience", claims -> changed(claims, "aud", "another-client"));
        lies.put("another party", claims -> changed(claims, "azp", "another-client"));
        lies.put("another nonce", claims -> changed(claims, "nonce", "n"));
        lies.put("no nonce", claims -> changed(claims, "nonce", null));
        lies.put("expired", claims -> changed(claims, "exp", Date.from(TestApplication.NOW.minusSeconds(120))));
        // JwtTimestampValidator; the expiry is checked by OidcIdTokenValidator as well
        lies.put("not valid yet", claims -> changed(claims, "nbf", Date.from(TestApplication.NOW.plusSeconds(120))));
        lies.put("no subject", claims -> changed(claims, "sub", null));
        lies.put("no address", claims -> changed(claims, "email", null));
        lies.put("a line break in the address", claims -> changed(claims, "email", "a@b\n.example"));
        lies.put("no signature", TestProvider::unsigned);
        lies.put("HS256 with the public key", dashboard::confused);
        lies.put("another algorithm with the right key", dashboard::withAnotherAlgorithm);
        lies.put("an unknown key", claims -> TestProvider.signedBy(stranger, claims, null));
        lies.put("another key under the same id", claims -> TestProvider.signedBy(sameId, claims, null));
        lies.put("a logout token", claims -> TestProvider.signedBy(dashboard.key(), claims, "logout+jwt"));
        return lies.entrySet().stream()
                .map(lie -> DynamicTest.dynamicTest(lie.getKey(), () -> {
                    newPerson();
                    dashboard.signing = lie.getValue();
                    Answer answer = signIn(dashboard, "dashboard");
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.html().selectFirst("h1").text()).isEqualTo("Sign-in not possible");
                    String id = answer.html().selectFirst(".reference").text();
                    assertThat(id).startsWith("Request ID: ");
                    assertThat(answer.text()).doesNotContain("issuer", "nonce", "signature", "Exception");
                    assertThat(output.getAll()).contains("Sign-in through dashboard refused");
                    assertThat(users(dashboard)).isEmpty();
                    assertThat(browser.get("/").location()).startsWith("/sign-in");
                }));
    }

    private String changed(JWTClaimsSet claims, String name, Object value) throws com.nimbusds.jose.JOSEException {
        return dashboard.signed(
                new JWTClaimsSet.Builder(claims).claim(name, value).build());
    }

    @Test
    void newKeysOfTheProviderAreFetchedWhenTheyAreNeeded() {
        assertThat(signIn(rotating, "rotating").location()).isEqualTo("/");
        rotating.rotateKeys();
        assertThat(signIn(rotating, "rotating").location()).isEqualTo("/");
    }

    // SignInCookies
    @Test
    void anAnswerBelongsToTheBrowserThatAskedForItAndCountsOnce() {
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String callback = callback(dashboard, leave);
        // The same beginning, by which the cookie is found
        assertThat(browser.get(callback.replaceFirst("(state=[^&]*)", "$1x")).location())
                .isEqualTo("/sign-in?expired");
        Client stranger = new Client(instance.port());
        assertThat(stranger.get(callback).location()).isEqualTo("/sign-in?expired");
        assertThat(stranger.session()).isEmpty();
        assertThat(browser.get(callback).location()).isEqualTo("/");
        assertThat(browser.get(callback).location()).isEqualTo("/sign-in?expired");
    }

    @Test
    void twoTabsSignInIndependently() {
        Answer one = browser.get("/sign-in/provider/dashboard?to=" + tenant.path("/compliances"));
        Answer two = browser.get("/sign-in/provider/dashboard?to=" + tenant.path("/certifications"));
        assertThat(browser.get(callback(dashboard, one)).location()).isEqualTo(tenant.path("/compliances"));
        assertThat(browser.get(callback(dashboard, two)).location()).isEqualTo(tenant.path("/certifications"));
    }

    @Test
    void nobodyHasASessionOrLeavesATraceBeforeTheyHaveSignedIn() {
        Set<String> before = sessions();
        browser.get("/sign-in/provider/dashboard");
        assertThat(browser.session()).isEmpty();
        for (int attempt = 0; attempt < 20; attempt++) {
            browser.get("/sign-in/provider/dashboard?to=" + tenant.path("/compliances"));
        }
        assertThat(browser.cookies()).hasSizeLessThan(8_000);
        assertThat(before).containsAll(sessions());
    }

    /** Others may expire meanwhile. */
    private Set<String> sessions() {
        return owner.work(database -> database.sql("select primary_id from spring_session")
                .query(String.class)
                .set());
    }

    @Test
    void anAddressLeadsToTheProviderThatOwnsItsDomain() {
        Answer page = browser.get("/sign-in?to=" + tenant.path("/compliances"));
        assertThat(page.html().selectFirst("#password")).isNull();
        Answer next = browser.submit(page.form("/sign-in/address"), Map.of("email", "Ada@" + domain));
        String link = next.html().selectFirst("main a").attr("href");
        assertThat(next.html().selectFirst("meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("0; url=" + link);
        Answer leave = browser.get(link);
        assertThat(leave.header("Location")).startsWith(customers.issuer()).contains("login_hint=Ada@" + domain);
        customers.claims.put("email", "ada@" + domain);
        assertThat(browser.get(callback(customers, leave)).location()).isEqualTo(tenant.path("/compliances"));
    }

    @Test
    void anAddressWithoutAProviderLeadsToThePassword() {
        Answer page = browser.get("/sign-in");
        Answer next = browser.submit(
                page.form("/sign-in/address"), Map.of("email", other.admin().email()));
        Answer signedIn = browser.submit(next.form("/sign-in"), Map.of("password", Fixtures.PASSWORD));
        assertThat(signedIn.location()).isEqualTo("/");
    }

    @Test
    void aProviderThatIsAwayOrSlowHoldsNobodyUp() throws Exception {
        TestProvider slow = providers.slow;
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        slow.interference = (path, exchange) -> {
            asked.countDown();
            try {
                done.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
        Thread waiting = new Thread(() -> browser.get("/sign-in/provider/slow"));
        waiting.start();
        try {
            assertThat(asked.await(1, TimeUnit.MINUTES)).isTrue();
            Answer meanwhile = new Client(instance.port()).get("/sign-in/provider/slow");
            assertThat(meanwhile.status()).isEqualTo(503);
            assertThat(meanwhile.html().selectFirst("h1").text()).isEqualTo("Identity provider not available");
        } finally {
            done.countDown();
            waiting.join();
        }
        slow.interference = (path, exchange) -> false;
        assertThat(signIn(slow, "slow").status()).isEqualTo(302);
    }

    @Test
    void aProviderThatCannotExchangeTheCodeIsUnavailable() {
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String callback = callback(dashboard, leave);
        dashboard.interference = (path, exchange) -> {
            if (path.equals("/token")) {
                TestProvider.send(exchange, 500, Map.of());
                return true;
            }
            return false;
        };
        assertThat(browser.get(callback).status()).isEqualTo(503);
        assertThat(browser.session()).isEmpty();
    }

    @Test
    void whoCancelsAtTheProviderIsNotSignedIn() {
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String state = TestProvider.query(URI.create(leave.header("Location")).getRawQuery())
                .get("state");
        Answer back = browser.get("/login/oauth2/code/dashboard?error=access_denied&state=" + state);
        assertThat(back.status()).isEqualTo(403);
        assertThat(browser.session()).isEmpty();
    }

    // CurrentUserFilter: providerSession
    @Test
    void aSessionFromAProviderEndsAfterItsTime() {
        signIn(dashboard, "dashboard");
        UUID user = (UUID) users(dashboard).get(0).get("id");
        assertThat(browser.get(tenant.path("/compliances")).status()).isEqualTo(200);
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'), '2026-11-24T10', '2026-11-24T01'),
                                                    'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, user.toString());
        assertThat(browser.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
    }

    // CurrentUserFilter: "providers.trust"
    @Test
    void aSessionFromAProviderThatIsNotConfiguredAnyMoreEnds() {
        signIn(dashboard, "dashboard");
        Client atAnother = browser.at(port);
        assertThat(atAnother.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
        assertThat(browser.get(tenant.path("/compliances")).status()).isEqualTo(302);
    }

    @Test
    void noTokenIsStoredAnywhere() {
        dashboard.claims.put("at_test", "marker-" + UUID.randomUUID());
        signIn(dashboard, "dashboard");
        String stored = owner.work(database -> database.sql("""
                        select string_agg(convert_from(a.attribute_bytes, 'UTF8'), ' ')
                          from spring_session_attributes a join spring_session s on s.primary_id = a.session_primary_id
                         where s.principal_name = ?
                        """)
                .param(users(dashboard).get(0).get("id").toString())
                .query(String.class)
                .single());
        assertThat(stored).contains((String) dashboard.claims.get("sub")).doesNotContain("eyJ", "marker-");
    }
}
