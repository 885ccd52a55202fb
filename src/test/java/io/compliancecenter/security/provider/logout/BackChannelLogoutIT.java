package io.compliancecenter.security.provider.logout;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.compliancecenter.security.provider.TestProvider;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.application.TestApplication;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider ends sessions by logout tokens; nobody else does. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackChannelLogoutIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    SecondInstance second;

    TestProvider provider;

    /** Knows its people by the same subjects. */
    TestProvider stranger;

    Tenant tenant;
    Instance instance;

    @BeforeAll
    void start() {
        instance = second.start();
        provider = second.providers().admins;
        stranger = second.providers().stranger;
        tenant = second.providers().tenant;
    }

    @BeforeEach
    void forget() {
        second.providers().forget();
    }

    private record Session(Client browser, String subject, String sid) {}

    private Session signIn() {
        String subject = UUID.randomUUID().toString();
        return signIn(subject, UUID.randomUUID().toString());
    }

    private Session signIn(String subject, String sid) {
        Client browser = new Client(instance.port());
        assertThat(arrive(browser, subject, sid).status()).isEqualTo(302);
        assertThat(isSignedIn(browser)).isTrue();
        return new Session(browser, subject, sid);
    }

    private Answer arrive(Client browser, String subject, String sid) {
        provider.claims.putAll(Map.of("sub", subject, "sid", sid));
        Answer leave = browser.get("/sign-in/provider/admins");
        URI back = URI.create(provider.authorize(leave.header("Location")));
        return browser.get(back.getRawPath() + "?" + back.getRawQuery());
    }

    private boolean isSignedIn(Client browser) {
        return browser.get(tenant.path("/compliances")).status() == 200;
    }

    private Answer send(String token) {
        return new Client(instance.port()).post("/sign-out/provider/admins", Map.of("logout_token", token));
    }

    @Test
    void aTokenEndsTheSessionThatItNames() throws Exception {
        Session one = signIn();
        Session two = signIn(one.subject(), UUID.randomUUID().toString());
        Answer answer =
                send(provider.signed(provider.logout().claim("sid", one.sid()).build()));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(isSignedIn(one.browser())).isFalse();
        assertThat(isSignedIn(two.browser())).isTrue();
    }

    @Test
    void aTokenWithASubjectEndsAllSessionsOfThatPersonOnly() throws Exception {
        Session one = signIn();
        Session two = signIn(one.subject(), UUID.randomUUID().toString());
        Session somebodyElse = signIn();
        String token = TestProvider.signedBy(
                provider.key(), provider.logout().subject(one.subject()).build(), "logout+jwt");
        assertThat(send(token).status()).isEqualTo(200);
        assertThat(isSignedIn(one.browser())).isFalse();
        assertThat(isSignedIn(two.browser())).isFalse();
        assertThat(isSignedIn(somebodyElse.browser())).isTrue();
    }

    // end_provider_sessions: "i.issuer = end_provider_sessions.issuer"
    @Test
    void aTokenEndsNoSessionOfAnotherProvider() throws Exception {
        Session session = signIn();
        Client elsewhere = new Client(instance.port());
        stranger.claims.putAll(provider.claims);
        Answer leave = elsewhere.get("/sign-in/provider/stranger");
        URI back = URI.create(stranger.authorize(leave.header("Location")));
        elsewhere.get(back.getRawPath() + "?" + back.getRawQuery());
        assertThat(isSignedIn(elsewhere)).isTrue();
        JWTClaimsSet token = provider.logout()
                .subject(session.subject())
                .claim("sid", session.sid())
                .build();
        // The other provider's token at this one's address, and the other way round
        assertThat(send(stranger.signed(token)).status()).isEqualTo(400);
        assertThat(send(provider.signed(token)).status()).isEqualTo(200);
        assertThat(isSignedIn(session.browser())).isFalse();
        assertThat(isSignedIn(elsewhere)).isTrue();
    }

    // end_provider_sessions: "on conflict do nothing"
    @Test
    void aTokenCountsOnce() throws Exception {
        Session session = signIn();
        String token =
                provider.signed(provider.logout().subject(session.subject()).build());
        assertThat(send(token).status()).isEqualTo(200);
        fixtures.update("update provider_logout set received_at = received_at - interval '2 minutes'");
        Session again = signIn(session.subject(), UUID.randomUUID().toString());
        assertThat(send(token).status()).isEqualTo(400);
        assertThat(isSignedIn(again.browser())).isTrue();
    }

    // record_sign_in: provider_logout
    @Test
    void aSignInThatWasUnderWayWhenItsSessionEndedFails() throws Exception {
        String sid = UUID.randomUUID().toString();
        assertThat(send(provider.signed(provider.logout().claim("sid", sid).build()))
                        .status())
                .isEqualTo(200);
        Client browser = new Client(instance.port());
        assertThat(arrive(browser, UUID.randomUUID().toString(), sid).status()).isEqualTo(503);
        assertThat(isSignedIn(browser)).isFalse();
    }

    @TestFactory
    Stream<DynamicTest> aTokenThatIsNotAsItShouldBeIsRefused() throws Exception {
        Session session = signIn();
        var stranger = TestProvider.newKey(provider.key().getKeyID());
        JWTClaimsSet right = provider.logout().subject(session.subject()).build();
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("none", "");
        tokens.put("no token at all", "abc");
        tokens.put("too long", "a".repeat(20_000));
        tokens.put("not signed", TestProvider.unsigned(right));
        tokens.put("HS256 with the public key", provider.confused(right));
        tokens.put("a key of somebody else", TestProvider.signedBy(stranger, right, "logout+jwt"));
        tokens.put("another issuer", with(right, "iss", "https://elsewhere.example"));
        tokens.put("another audience", with(right, "aud", "another-client"));
        tokens.put("an ID token", with(right, "nonce", "n"));
        tokens.put("no event", with(right, "events", null));
        tokens.put("another event", with(right, "events", Map.of("http://example.com/event", Map.of())));
        tokens.put("no id", with(right, "jti", null));
        tokens.put("nobody", with(right, "sub", null));
        tokens.put("old", with(right, "iat", Date.from(TestApplication.NOW.minusSeconds(600))));
        tokens.put("not issued", with(right, "iat", null));
        tokens.put(
                "expired",
                with(
                        new JWTClaimsSet.Builder(right)
                                .issueTime(Date.from(TestApplication.NOW.minusSeconds(200)))
                                .build(),
                        "exp",
                        Date.from(TestApplication.NOW.minusSeconds(100))));
        return Stream.concat(
                tokens.entrySet().stream()
                        .map(token -> DynamicTest.dynamicTest(token.getKey(), () -> {
                            Answer answer = send(token.getValue());
                            assertThat(answer.status()).isEqualTo(400);
                            assertThat(answer.text()).isEqualTo("{\"error\":\"invalid_request\"}");
                        })),
                Stream.of(DynamicTest.dynamicTest(
                        "and the session goes on",
                        () -> assertThat(isSignedIn(session.browser())).isTrue())));
    }

    private String with(JWTClaimsSet claims, String name, Object value) throws com.nimbusds.jose.JOSEException {
        return provider.signed(new JWTClaimsSet.Builder(claims)
                .jwtID(UUID.randomUUID().toString())
                .claim(name, value)
                .build());
    }

    @Test
    void thereIsNothingAtAnotherProvider() {
        assertThat(new Client(instance.port())
                        .post("/sign-out/provider/nobody", Map.of("logout_token", "x"))
                        .status())
                .isEqualTo(404);
    }
}
