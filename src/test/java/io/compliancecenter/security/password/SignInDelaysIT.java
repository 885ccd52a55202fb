package io.compliancecenter.security.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.organization.Users;
import io.compliancecenter.security.SignInDelays;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whoever guesses passwords waits longer and longer, and cannot make anybody else wait for good. */
@IntegrationTest
class SignInDelaysIT {

    private static final String ACCOUNT = "ada@acme.example";
    private static final String HERE = "192.0.2.1";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    SignInDelays delays;

    @Autowired
    JdbcClient application;

    @Autowired
    Users users;

    @BeforeEach
    @AfterEach
    void forget() {
        fixtures.forgetSignInDelays();
    }

    @Test
    void afterFiveFailuresEachAttemptWaitsTwiceAsLongUpToAQuarterOfAnHour() {
        for (int free = 0; free < 5; free++) {
            assertThat(delays.begin(ACCOUNT, HERE)).isZero();
        }
        for (int seconds = 1; seconds < 900; seconds *= 2) {
            assertWaits(seconds);
        }
        assertWaits(900);
        assertWaits(900);
    }

    /** What is asked for too early is not counted, or a person who tries again and again would never get in. */
    @Test
    void anAttemptThatIsRefusedCountsForNothing() {
        fail(5);
        fixtures.lengthenSignInDelays();
        for (int refused = 0; refused < 30; refused++) {
            assertThat(delays.begin(ACCOUNT, HERE)).isPositive();
        }
        waitIsOver();
        assertThat(delays.begin(ACCOUNT, HERE)).isZero();
        assertWaits(2);
    }

    // remaining_failures
    @Test
    void whatWasCountedHalvesWithTime() {
        for (int number = 0; number < 8; number++) {
            waitIsOver();
            assertThat(delays.begin(ACCOUNT, HERE)).isZero();
        }
        fixtures.update("update sign_in_delay set counted_at = counted_at - interval '1 hour'"
                + " where scope = 'account-in-network'");
        waitIsOver();
        // Four of eight are left, and this is the fifth.
        assertThat(delays.begin(ACCOUNT, HERE)).isZero();
        assertWaits(1);
    }

    @Test
    void theRightPasswordMakesUpForFailures() {
        fail(4);
        delays.complete(ACCOUNT, HERE);
        fail(5);
        fixtures.lengthenSignInDelays();
        assertThat(delays.begin(ACCOUNT, HERE)).isPositive();
    }

    // PasswordSignIn: "delays.withdraw"
    @Test
    void whatCouldNotBeDecidedIsNotCounted() {
        for (int number = 0; number < 100; number++) {
            assertThat(delays.begin(ACCOUNT, HERE)).isZero();
            delays.withdraw(ACCOUNT, HERE);
        }
    }

    // "if not known"
    @Test
    void whoIsAttackedFromEverywhereSignsInWhereTheyUsuallyDo() {
        delays.begin(ACCOUNT, HERE);
        delays.complete(ACCOUNT, HERE);
        for (int network = 0; network < 60; network++) {
            waitIsOver();
            assertThat(delays.begin(ACCOUNT, "198.51.100." + network)).isZero();
        }
        assertThat(delays.begin(ACCOUNT, "198.51.100.77")).isBetween(1, 30);
        assertThat(delays.begin(ACCOUNT, HERE)).isZero();
        assertThat(delays.begin("grace@acme.example", "198.51.100.77")).isZero();
    }

    @Test
    void oneNetworkThatGuessesAtManyAccountsWaitsAndNoOtherDoes() {
        delays.begin(ACCOUNT, HERE);
        delays.complete(ACCOUNT, HERE);
        for (int account = 0; account < 80; account++) {
            waitIsOver();
            assertThat(delays.begin("user" + account + "@acme.example", HERE)).isZero();
        }
        assertThat(delays.begin("another@acme.example", HERE)).isBetween(1, 60);
        assertThat(delays.begin("another@acme.example", "192.0.2.2")).isZero();
        // Colleagues who have signed in from there before
        assertThat(delays.begin(ACCOUNT, HERE)).isZero();
    }

    // sign_in_network
    @Test
    void allAddressesOfAnIpv6NetworkAreOne() {
        for (int number = 0; number < 5; number++) {
            assertThat(delays.begin(ACCOUNT, "2001:db8:0:1::" + number)).isZero();
        }
        fixtures.lengthenSignInDelays();
        assertThat(delays.begin(ACCOUNT, "2001:db8:0:1:ffff::")).isPositive();
        assertThat(delays.begin(ACCOUNT, "2001:db8:0:2::")).isZero();
    }

    // lock_sign_in_delay
    @Test
    void manyAttemptsAtOnceDoNotPass() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<Integer>> attempts = new ArrayList<>();
            for (int number = 0; number < 200; number++) {
                attempts.add(threads.submit(() -> delays.begin(ACCOUNT, HERE)));
            }
            int passed = 0;
            for (Future<Integer> attempt : attempts) {
                passed += attempt.get() == 0 ? 1 : 0;
            }
            // A sixth may pass if all of this takes longer than a second, a seventh if it takes three.
            assertThat(passed).isBetween(5, 7);
        } finally {
            threads.shutdownNow();
        }
    }

    // trim_sign_in_delays
    @Test
    void thereIsAnEndToWhatIsCounted() {
        fixtures.update("""
                insert into sign_in_delay (scope, key, failures, counted_at, allowed_at, expires_at)
                select 'account', substring(sha256(cast(cast(number as text) as bytea)) for 16), 1, now(), now(),
                       now() + make_interval(secs => number)
                  from generate_series(-2000, 101000) as number
                """);
        fixtures.asOwner(owner -> owner.sql("select trim_sign_in_delays()")
                .query((row, number) -> "")
                .single());
        assertThat(fixtures.<Map<String, Object>>asOwner(
                        owner -> owner.sql("""
                                select count(*) as count, min(expires_at) > now() as lasting from sign_in_delay
                                """).query().singleRow()))
                .containsEntry("count", 100_000L)
                .containsEntry("lasting", true);
    }

    // the rights
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select password_hash from user_account",
                "select credential_version from user_account",
                "select key from user_account",
                "select * from user_account",
                "select * from sign_in_delay",
                "select * from sign_in_secret",
                "select * from sign_in_scope",
                "delete from sign_in_delay",
                "update sign_in_delay set failures = 0",
                "update sign_in_scope set free = 1000",
                "select sign_in_key('account', 'a', '0.0.0.0/0')",
                "select add_sign_in_failures('account', '\\x00', -1)",
                "select lock_sign_in_delay('account', '\\x00')",
                "select trim_sign_in_delays()"
            })
    void theApplicationMayOnlyAskForOneUserAndCountAttempts(String statement) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> application.sql(statement).query().listOfRows())
                .withStackTraceContaining("permission denied");
    }

    // own_account_and_members
    @Test
    void theApplicationSeesNoUsersWithoutAnOrganization() {
        fixtures.organization();
        assertThat(application
                        .sql("select count(*) from user_account")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    // password_hash_kind
    @Test
    void theDatabaseNamesKindsOfHashesAsTheApplicationDoes() {
        fixtures.organization();
        assertThat(users.findPasswordHashKinds())
                .contains("{bcrypt}$2a$04$")
                .doesNotHaveDuplicates()
                .isSorted()
                .allSatisfy(kind -> assertThat(PasswordHashKind.of(PasswordHashKind.decoy(kind)))
                        .contains(kind));
        for (String kind : List.of(
                "{bcrypt}$2b$16$", "{argon2}$argon2id$v=19$m=16384,t=2,p=1$", "{argon2}$argon2d$v=19$m=1,t=20,p=9$")) {
            assertThat(application
                            .sql("select password_hash_kind(?)")
                            .param(PasswordHashKind.decoy(kind))
                            .query(String.class)
                            .single())
                    .isEqualTo(kind);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @ExtendWith(OutputCaptureExtension.class)
    void whoFailsTooOftenIsToldWhenToTryAgainWhetherKnownOrNot(boolean known, CapturedOutput output) {
        Tenant tenant = fixtures.organization();
        String email = known ? tenant.admin().email() : "nobody@nowhere.example";
        Client client = new Client(port);
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(submit(client, email, "wrong").location()).startsWith("/sign-in?failed");
        }
        for (String password : List.of("wrong", Fixtures.PASSWORD)) {
            // So that the next second does not decide.
            fixtures.update("update sign_in_delay set allowed_at = now() + interval '40 seconds'");
            Answer answer = submit(client, email, password);
            assertThat(answer.status()).isEqualTo(429);
            assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(30, 40);
            assertThat(answer.html().getElementById("wait").text()).matches("You can try again in \\d\\d seconds\\.");
            assertThat(answer.html().select(".actions a").attr("href"))
                    .isEqualTo("/sign-in?to=%2Forganizations%2Facme%2Factivity");
            assertThat(client.session()).isEmpty();
        }
        String user = known ? "user " + tenant.admin().id() : "unknown user";
        assertThat(output.getAll())
                .contains("Sign-in failed: " + user + " from 127.0.0.1", "Sign-in delayed: " + user + " from 127.0.0.1")
                .doesNotContain(email);
        fixtures.forgetSignInDelays();
        assertThat(submit(client, tenant.admin().email(), Fixtures.PASSWORD).location())
                .isEqualTo("/organizations/acme/activity");
        client.post(
                "/sign-out",
                Map.of(
                        "_csrf",
                        client.get("/sign-in?failed")
                                .form("/sign-in")
                                .select("[name=_csrf]")
                                .val()));
        assertThat(output.getAll())
                .contains("Signed in: user " + tenant.admin().id() + " from 127.0.0.1")
                .contains("Signed out: user " + tenant.admin().id() + " from 127.0.0.1");
    }

    private void fail(int times) {
        IntStream.range(0, times)
                .forEach(number -> assertThat(delays.begin(ACCOUNT, HERE)).isZero());
    }

    private void assertWaits(int seconds) {
        fixtures.lengthenSignInDelays();
        // Begun later than it was counted, and within a minute
        assertThat(delays.begin(ACCOUNT, HERE)).isBetween(seconds + 1, seconds + 60);
        waitIsOver();
        assertThat(delays.begin(ACCOUNT, HERE)).isZero();
    }

    private void waitIsOver() {
        fixtures.update("update sign_in_delay set allowed_at = now()");
    }

    private static Answer submit(Client client, String email, String password) {
        return client.submit(
                client.get("/sign-in?to=/organizations/acme/activity").form("/sign-in"),
                Map.of("email", email, "password", password));
    }
}
