package io.compliancecenter.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.util.SerializationUtils;

/** Signing in and out. */
@IntegrationTest
class SignInIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    JdbcClient database;

    Tenant tenant;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
    }

    @AfterEach
    void forgetDelays() {
        fixtures.forgetSignInDelays();
    }

    @Test
    void signingInLeadsToTheAddressThatWasAskedFor() {
        Client client = new Client(port);
        Answer page = client.get(client.get(tenant.path("/certifications")).location());
        Answer answer = client.submit(
                page.form("/sign-in"), Map.of("email", tenant.admin().email(), "password", Fixtures.PASSWORD));
        assertThat(answer.location()).isEqualTo(tenant.path("/certifications"));
    }

    @Test
    void withoutAnAddressSigningInLeadsToTheCompliances() {
        Client client = new Client(port);
        assertThat(submit(client, tenant.admin().email(), Fixtures.PASSWORD).location())
                .isEqualTo("/");
        assertThat(client.get("/").location()).isEqualTo(tenant.path("/compliances"));
    }

    @Test
    void theCaseOfTheAddressAndBlanksAroundItDoNotMatter() {
        Client client = new Client(port);
        String email = "  " + tenant.admin().email().toUpperCase(java.util.Locale.ROOT) + " ";
        assertThat(submit(client, email, Fixtures.PASSWORD).location()).isEqualTo("/");
    }

    // Spring Security's changeSessionId
    @Test
    void theSessionChangesItsNameAtSignIn() {
        Client client = new Client(port);
        Answer page = client.get("/sign-in");
        client.signIn(tenant.admin().email(), Fixtures.PASSWORD);
        String before = client.session();
        client.submit(page.form("/sign-in"), Map.of("email", tenant.member().email(), "password", Fixtures.PASSWORD));
        assertThat(client.session()).isNotEmpty().isNotEqualTo(before);
        assertThat(sessions(tenant.admin())).isZero();
    }

    @Test
    void theCookiesAreOutOfReachOfScriptsAndOtherSites() {
        Client client = new Client(port);
        Answer page = client.get("/sign-in");
        Answer signedIn = submit(client, tenant.admin().email(), Fixtures.PASSWORD);
        assertThat(page.header("Set-Cookie")).startsWith("CSRF=").contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(signedIn.header("Set-Cookie")).startsWith("SESSION=").contains("HttpOnly", "SameSite=Lax");
    }

    // EmailAddress.typed
    @ExtendWith(OutputCaptureExtension.class)
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody@nowhere.example",
                "",
                "' or 1=1 --",
                "a\u0000b@example.com",
                "a\u0085b@example.com",
                "a\ud800b@example.com",
                "a\r\nb@example.com",
                "very-long-very-long-very-long-very-long-very-long-very-long-very-long-very-long-very-long-very-long-very-"
                        + "long-very-long-very-long-very-long-very-long-very-long-very-long-very-long@example.com"
            })
    void anUnknownUserGetsTheAnswerOfAWrongPassword(String unknown, CapturedOutput output) {
        Answer wrongPassword = submit(new Client(port), tenant.admin().email(), "wrong");
        Answer unknownUser = submit(new Client(port), unknown, "wrong");
        assertThat(unknownUser.status()).isEqualTo(wrongPassword.status()).isEqualTo(302);
        assertThat(unknownUser.location()).isEqualTo(wrongPassword.location()).isEqualTo("/sign-in?failed");
        assertThat(output.getAll())
                .contains("Sign-in failed: unknown user from 127.0.0.1")
                .doesNotContain("Exception", "\tat ");
    }

    // PasswordChecks: which hashes are computed is counted in PasswordChecksTest
    @Test
    void theTimeOfAnAnswerDoesNotTellWhoIsKnownNorHowTheirPasswordIsHashed() {
        Tenant argon2 = fixtures.organization();
        Tenant bcrypt = fixtures.organization();
        hash(
                argon2,
                "{argon2}"
                        + Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8().encode(Fixtures.PASSWORD));
        hash(bcrypt, "{bcrypt}" + new BCryptPasswordEncoder().encode(Fixtures.PASSWORD));
        List<String> people = List.of(
                "nobody@nowhere.example",
                bcrypt.admin().email(),
                tenant.admin().email(),
                argon2.admin().email());
        Map<String, List<Long>> times = new HashMap<>();
        try {
            for (int round = 0; round < 9; round++) {
                fixtures.forgetSignInDelays();
                for (String person : people) {
                    times.computeIfAbsent(person, first -> new ArrayList<>()).add(nanosToRefuse(person));
                }
            }
        } finally {
            // Costly kinds that stay in use would slow down every sign-in of the tests after this one.
            hash(argon2, Fixtures.PASSWORD_HASH);
            hash(bcrypt, Fixtures.PASSWORD_HASH);
        }
        // Whatever else runs can only make one take longer.
        List<Long> least = people.stream()
                .map(person -> Collections.min(times.get(person)))
                .toList();
        // Whoever has the quickest hash would be answered in a fiftieth of the time.
        assertThat((double) Collections.min(least) / Collections.max(least)).isGreaterThan(0.6);
    }

    private void hash(Tenant tenant, String passwordHash) {
        fixtures.update(
                "update user_account set password_hash = ? where id = ?",
                passwordHash,
                tenant.admin().id());
    }

    @Test
    void aUserWhoWasRetiredCannotSignIn() {
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                tenant.admin().id());
        assertThat(submit(new Client(port), tenant.admin().email(), Fixtures.PASSWORD)
                        .location())
                .isEqualTo("/sign-in?failed");
    }

    // SecurityConfiguration: logout is by POST only
    @Test
    void signingOutTakesAPostAndKillsTheSessionInTheDatabase() {
        Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        assertThat(client.get("/sign-out").status()).isEqualTo(404);
        assertThat(sessions(tenant.admin())).isOne();

        Client elsewhere = client.at(port);
        Answer answer = client.submit(client.get(tenant.path("/compliances")).form("/sign-out"), Map.of());
        assertThat(answer.location()).isEqualTo("/sign-in?signed-out");
        assertThat(sessions(tenant.admin())).isZero();
        assertThat(elsewhere.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
    }

    @Test
    void theDemoAccountsAreNamedWithTheDemoCatalogue() {
        assertThat(new Client(port).get("/sign-in").text()).contains("admin@acme.example", "compliance-demo");
    }

    // SessionConfiguration: the catch in read
    @Test
    void aSessionThatCannotBeReadIsNoSession() {
        Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        fixtures.update(
                "update spring_session_attributes set attribute_bytes = 'of another version' where session_primary_id ="
                        + " (select primary_id from spring_session where principal_name = ?)",
                tenant.admin().id().toString());
        Answer answer = client.get(tenant.path("/compliances"));
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).startsWith("/sign-in?to=");
        assertThat(submit(client, tenant.admin().email(), Fixtures.PASSWORD).status())
                .isEqualTo(302);
    }

    // SessionAttributes: "startsWith", and that it does not deserialize
    @ParameterizedTest
    @MethodSource("otherThanSignedInUsers")
    void aSessionOfAnythingButASignedInUserIsNone(byte[] stored) {
        Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        fixtures.update(
                "update spring_session_attributes set attribute_bytes = ? where session_primary_id ="
                        + " (select primary_id from spring_session where principal_name = ?)",
                stored,
                tenant.admin().id().toString());
        assertThat(client.get(tenant.path("/compliances")).status()).isEqualTo(302);
        assertThat(Exploit.deserialized).isFalse();
    }

    static Stream<byte[]> otherThanSignedInUsers() {
        return Stream.of(
                SerializationUtils.serialize(new Exploit()),
                "{\"signedIn\":{\"id\":{\"value\":\"1\"}}}".getBytes(UTF_8),
                "{\"signedIn\":{}}".getBytes(UTF_8),
                "{\"signedIn\":null}".getBytes(UTF_8),
                "{\"@class\":\"java.net.URI\"}".getBytes(UTF_8));
    }

    /** Notes that it was deserialized. */
    private static class Exploit implements Serializable {

        private static final long serialVersionUID = 1;
        private static boolean deserialized;

        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
            in.defaultReadObject();
            deserialized = true;
        }
    }

    // Spring Session's isExpired
    @Test
    void aSessionThatWasNotUsedForTooLongIsNone() {
        Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        fixtures.update(
                // Without "expiry_time", by which a job removes sessions
                "update spring_session set last_access_time = last_access_time - 31 * 60 * 1000 where principal_name = ?",
                tenant.admin().id().toString());
        assertThat(client.get(tenant.path("/compliances")).location()).startsWith("/sign-in?to=");
    }

    // ThrottledSessionRepository: "ID.matcher"
    @ParameterizedTest
    @ValueSource(strings = {"\0", "\ud800", "' or true --", "{", "%"})
    void aSessionThatCannotBeAskedForIsNone(String letters) {
        String identifier = (letters + "0".repeat(36)).substring(0, 36);
        String cookie = Base64.getEncoder().encodeToString(identifier.getBytes(StandardCharsets.UTF_8));
        Answer answer = new Client(port).get(tenant.path("/compliances"), "Cookie", "SESSION=" + cookie);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.location()).startsWith("/sign-in?to=");
    }

    // NoSessionFilter
    @Test
    void assetsAndHealthTouchNoSession() {
        Client client = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
        String stylesheet = new Client(port)
                .get("/sign-in")
                .html()
                .select("link[rel=stylesheet]")
                .attr("href");
        fixtures.update(
                "update spring_session set last_access_time = 1 where principal_name = ?",
                tenant.admin().id().toString());
        assertThat(client.get(stylesheet).status()).isEqualTo(200);
        assertThat(client.get("/actuator/health").status()).isEqualTo(200);
        assertThat(database.sql("select last_access_time from spring_session where principal_name = :name")
                        .param("name", tenant.admin().id().toString())
                        .query(Long.class)
                        .single())
                .isOne();
    }

    @Test
    void everyPageSaysHowItMayBeUsed() {
        Answer page = new Client(port).get("/sign-in");
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(page.header("Referrer-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(page.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).contains("no-store");
    }

    private long nanosToRefuse(String email) {
        Client client = new Client(port);
        Answer page = client.get("/sign-in");
        long start = System.nanoTime();
        client.submit(page.form("/sign-in"), Map.of("email", email, "password", "wrong"));
        return System.nanoTime() - start;
    }

    private long sessions(Fixtures.User user) {
        return database.sql("select count(*) from spring_session where principal_name = :id")
                .param("id", user.id().toString())
                .query(Long.class)
                .single();
    }

    private static Answer submit(Client client, String email, String password) {
        return client.submit(client.get("/sign-in").form("/sign-in"), Map.of("email", email, "password", password));
    }
}
