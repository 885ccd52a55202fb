package io.compliancecenter.account;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import io.compliancecenter.testing.mail.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** From the link on the sign-in page over the mail to a new password. */
@ExtendWith(OutputCaptureExtension.class)
class ForgottenPasswordIT extends InvitedUserTest {

    Client client;

    @BeforeEach
    void signUp() {
        client = new Client(port);
    }

    @Test
    void aForgottenPasswordIsReplacedByALinkThatIsUsedOnce(CapturedOutput log) {
        Client elsewhere = new Client(port).signIn(user.email(), Fixtures.PASSWORD);
        assertThat(elsewhere.get("/").location()).startsWith("/organizations/");
        Answer signIn = client.get("/sign-in");
        assertThat(signIn.html().select("#forgotten").attr("href")).isEqualTo("/forgotten-password");

        Answer asked = request(user.email());
        assertThat(asked.status()).isEqualTo(303);
        assertThat(client.get(asked.location()).html().selectFirst("h1").text()).isEqualTo("Check your inbox");

        Letter letter = mailbox.awaitOne(user.email());
        assertThat(letter.subject()).isEqualTo("Set a new password");
        assertThat(letter.text()).contains("Hello " + user.name());
        Answer page = client.get(letter.link().getPath());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select("#email").val()).isEqualTo(user.email());
        Answer set = set(page, NEW_PASSWORD);
        assertThat(set.status()).isEqualTo(303);
        assertThat(client.get(set.location()).html().selectFirst("h1").text()).isEqualTo("Your new password is set");

        new Client(port).signIn(user.email(), NEW_PASSWORD);
        assertThat(signIn(Fixtures.PASSWORD).location()).contains("failed");
        // The earlier session has ended.
        assertThat(elsewhere.get("/").location()).startsWith("/sign-in");
        assertThat(count(
                        "select count(*) from spring_session where principal_name = ?",
                        user.id().toString()))
                .isEqualTo(1);
        assertThat(mailbox.await(user.email(), "Your password was changed")
                        .html()
                        .select("a[href*=/links/]"))
                .isEmpty();
        assertThat(entries()).containsExactly("mailed-link");
        // The link cannot be used again.
        for (Answer again : List.of(client.get(letter.link().getPath()), set(page, "another violet harbour"))) {
            assertThat(again.status()).isEqualTo(410);
            assertThat(again.html().select("a[href=/forgotten-password]")).isNotEmpty();
        }
        assertThat(signIn("another violet harbour").location()).contains("failed");
        assertThat(log).doesNotContain(letter.token()).doesNotContain(NEW_PASSWORD);
    }

    // PasswordLinkController: the GET only looks
    @Test
    void openingTheLinkChangesNothing() {
        request(user.email());
        String link = mailbox.awaitOne(user.email()).link().getPath();
        for (int scan = 0; scan < 3; scan++) {
            Answer page = new Client(port).get(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(new Client(port).head(link).status()).isEqualTo(200);
        }
        assertThat(set(client.get(link), NEW_PASSWORD).status()).isEqualTo(303);
    }

    // R__82: answer_password_requests, the case of account.source
    @ParameterizedTest
    @CsvSource({"FILES, Your password comes from CleverTap", "PROVIDER, You sign in without a password"})
    void whoseIsKeptElsewhereIsToldWhere(String source, String subject) {
        User other = source.equals("FILES") ? tenant.admin() : providers(tenant.admin());

        assertThat(request(other.email()).location()).isEqualTo("/forgotten-password?sent");

        Letter letter = mailbox.awaitOne(other.email());
        assertThat(letter.subject()).isEqualTo(subject);
        assertThat(letter.html().select("a[href*=/links/]")).isEmpty();
    }

    // R__82: set_password_by_link by change_password, "u.source = 'INVITATION'"
    @Test
    void aPasswordOfThePublishedFilesIsNotReplaced() {
        request(user.email());
        Answer page = client.get(mailbox.awaitOne(user.email()).link().getPath());
        fixtures.update("update user_account set source = 'FILES', key = email where id = ?", user.id());
        assertThat(set(page, NEW_PASSWORD).status()).isEqualTo(403);
        assertThat(signIn(NEW_PASSWORD).location()).contains("failed");
    }

    // ForgottenPasswords: nothing but the delays decides about the answer
    @Test
    void theAnswerDoesNotTellWhetherThereIsAnAccount() {
        List<Answer> answers = Stream.of(user.email(), "nobody@nowhere.example", "no address", "")
                .map(this::request)
                .toList();
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(303);
            assertThat(answer.location()).isEqualTo("/forgotten-password?sent");
        });
        // Requests may be answered before all of them have come.
        await().until(() -> count("select count(*) from password_request") == 0);
        mailbox.awaitOne(user.email());
        assertThat(mailbox.to("nobody@nowhere.example")).isEmpty();
    }

    // EmailAddress.typed: the database refuses these
    @ParameterizedTest
    @ValueSource(strings = {"a\u0085@b.example", "a\u0000@b.example", "a\u007f@b.example"})
    void whatTheDatabaseCannotTakeIsAnsweredInTheSameWay(String email) {
        fixtures.forgetSignInDelays();
        Answer answer = request(email);
        fixtures.forgetSignInDelays();
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).isEqualTo("/forgotten-password?sent");
    }

    // R__82: request_password, "next_allowed"
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void requestsForOneAddressAreDelayed(boolean known) {
        String email = known ? user.email() : "nobody-" + UUID.randomUUID() + "@nowhere.example";
        for (int request = 0; request < 3; request++) {
            assertThat(request(email).status()).isEqualTo(303);
        }
        fixtures.lengthenSignInDelays();
        Answer tooMany = request(email);
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(Integer.parseInt(tooMany.header("Retry-After"))).isBetween(1, 15 * 60);
        assertThat(tooMany.html().select("#forgotten-wait")).isNotEmpty();
        // Others are not delayed by it, and neither are sign-ins.
        assertThat(request("another@nowhere.example").status()).isEqualTo(303);
        assertThat(signIn(Fixtures.PASSWORD).location()).isEqualTo("/");
    }

    @Test
    void requestsFromOneNetworkAreDelayed() {
        fixtures.update("update sign_in_scope set free = 2 where scope = 'password-from-network'");
        try {
            for (int request = 0; request < 2; request++) {
                assertThat(request("n" + request + "@nowhere.example").status()).isEqualTo(303);
            }
            fixtures.lengthenSignInDelays();
            assertThat(request("more@nowhere.example").status()).isEqualTo(429);
        } finally {
            fixtures.update("update sign_in_scope set free = 20 where scope = 'password-from-network'");
        }
    }

    // password_request_email, trim_password_requests. In one transaction, so that no mail is sent meanwhile.
    @Test
    void requestsThatWaitForMailDoNotPileUp() {
        // The sender of mail takes others' requests away at the same time.
        await().until(() -> count("select count(*) from password_request") == 0);
        String email = "waiting-" + UUID.randomUUID() + "@nowhere.example";
        List<Long> waiting = fixtures.asOwner(database -> {
            List<Long> counts = new ArrayList<>();
            for (int request = 0; request < 3; request++) {
                database.sql("select request_password(?, '192.0.2.9', 'en')")
                        .param(email)
                        .query(Integer.class)
                        .single();
            }
            String count = "select count(*) from password_request";
            counts.add(database.sql(count + " where email = ?")
                    .param(email)
                    .query(Long.class)
                    .single());
            database.sql("""
                            insert into password_request (email, locale, requested_at)
                            select 'flood-' || number || '@nowhere.example', 'en', clock_timestamp() - interval '1 hour'
                              from generate_series(1, 10050) as number
                            """).update();
            database.sql("""
                            insert into password_request (email, locale, requested_at)
                            values ('old@nowhere.example', 'en', clock_timestamp() - interval '25 hours')
                            """).update();
            database.sql("select request_password('last@nowhere.example', '192.0.2.10', 'en')")
                    .query(Integer.class)
                    .single();
            counts.add(database.sql(count).query(Long.class).single());
            counts.add(database.sql(count + " where email in ('old@nowhere.example', 'last@nowhere.example', ?)")
                    .param(email)
                    .query(Long.class)
                    .single());
            database.sql("delete from password_request").update();
            return counts;
        });
        // One for the address; 10,000 in all; and the old one is gone, not the latest ones.
        assertThat(waiting).containsExactly(1L, 10_000L, 2L);
    }

    // answer_password_requests: "< 10"
    @Test
    void nobodyGetsMoreThanTenMailsADay() {
        fixtures.update("""
                insert into mail (kind, recipient, locale, parameters, subject_id, next_attempt_at)
                select 'password-reset', ?, 'en', '{}', ?, null from generate_series(1, 9)
                """, user.email(), user.id());
        for (int request = 0; request < 3; request++) {
            fixtures.update("insert into password_request (email, locale) values (?, 'en')", user.email());
            fixtures.update("do $$ begin perform answer_password_requests(); end $$");
        }
        assertThat(count("select count(*) from mail where subject_id = ?", user.id()))
                .isEqualTo(10);
    }

    // withdraw_mail: "k.purpose is not null"
    @Test
    void mailAboutAnEarlierChangeIsSentAllTheSame() {
        fixtures.update("""
                insert into mail (kind, recipient, locale, parameters, subject_id, next_attempt_at)
                select kind, ?, 'en', '{}', ?, clock_timestamp() + interval '1 hour'
                  from unnest(array['passkey-added', 'password-reset']) as kind
                """, user.email(), user.id());
        request(user.email());
        set(client.get(mailbox.awaitOne(user.email()).link().getPath()), NEW_PASSWORD);
        assertThat(fixtures.<List<String>>asOwner(database -> database.sql(
                                "select kind from mail where subject_id = ? and next_attempt_at > clock_timestamp() + interval '50 minutes'")
                        .param(user.id())
                        .query(String.class)
                        .list()))
                .containsExactly("passkey-added");
    }

    // use_link: "for update"
    @Test
    void aLinkThatIsUsedTwiceAtOnceCountsOnce() {
        request(user.email());
        Answer page = client.get(mailbox.awaitOne(user.email()).link().getPath());
        List<Integer> statuses = Stream.of("violet harbour canyon", "another violet harbour")
                .map(password -> OwnThread.supply(() -> set(page, password).status()))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();
        // On a busy machine, one waits too long for the other's password to be hashed.
        assertThat(statuses).containsOnlyOnce(303).allMatch(Set.of(303, 410, 503)::contains);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void everyRequestsLinkIsValidUntilOneIsUsed() {
        request(user.email());
        String first = mailbox.awaitOne(user.email()).link().getPath();
        request(user.email());
        String second = await().until(
                        () -> mailbox.to(user.email()).stream()
                                .map(letter -> letter.link().getPath())
                                .filter(link -> !link.equals(first))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
        assertThat(client.get(first).status()).isEqualTo(200);
        assertThat(set(client.get(second), NEW_PASSWORD).status()).isEqualTo(303);
        assertThat(client.get(first).status()).isEqualTo(410);
    }

    // PasswordLinkController: the check by PasswordRules
    @Test
    void aPasswordThatIsEasyToGuessIsNotSet() {
        request(user.email());
        String link = mailbox.awaitOne(user.email()).link().getPath();
        for (String password : List.of("too short", "Password12345!", user.email(), "x".repeat(129))) {
            Answer refused = set(client.get(link), password);
            assertThat(refused.status()).as(password).isEqualTo(422);
            assertThat(refused.html().select("#password-objection[role=alert]")).isNotEmpty();
            assertThat(refused.html().select("[type=password][value]")).isEmpty();
        }
        Answer page = client.get(link);
        assertThat(client.submit(page.form(link), Map.of("password", NEW_PASSWORD, "repeated", "violet harbour canyom"))
                        .status())
                .isEqualTo(422);
        assertThat(entries()).isEmpty();
    }

    // NewPasswords: argon2 for what bcrypt would not take
    @Test
    void aPasswordMayHave128Characters() {
        request(user.email());
        String password = "Ein 🐎 und viele Wörter, ".repeat(6).substring(0, 128);
        assertThat(set(client.get(mailbox.awaitOne(user.email()).link().getPath()), password)
                        .status())
                .isEqualTo(303);
        new Client(port).signIn(user.email(), password);
        assertThat(signIn(password.substring(0, 127) + "x").location()).contains("failed");
        fixtures.update("update user_account set password_hash = ? where id = ?", Fixtures.PASSWORD_HASH, user.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%20", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void anInventedLinkIsLikeAnExpiredOne(String token) {
        Answer answer = client.get("/links/password/" + token);
        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    // R__82: the revoke at the end
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select change_password(current_user_id(), '{bcrypt}$2a$10$x', 'mine', 'en')",
                "select answer_password_requests()",
                "select email from password_request",
                "insert into password_request (email, locale) values ('a@b.example', 'en')",
                "update user_account set credential_version = 1"
            })
    void theApplicationsRoleSetsNoPasswordByItself(String statement) {
        assertDenied(
                "42501",
                () -> actors.adminOf(tenant)
                        .inTransaction(
                                database -> database.sql(statement).query().listOfRows()));
    }

    private Answer request(String email) {
        return client.submit(client.get("/forgotten-password").form("/forgotten-password"), Map.of("email", email));
    }

    private Answer set(Answer page, String password) {
        FormElement form = page.html().select("#reset-password").forms().get(0);
        return client.submit(form, Map.of("password", password, "repeated", password));
    }

    private Answer signIn(String password) {
        Client fresh = new Client(port);
        return fresh.submit(
                fresh.get("/sign-in").form("/sign-in"), Map.of("email", user.email(), "password", password));
    }

    private User providers(User of) {
        fixtures.update(
                "update user_account set source = 'PROVIDER', key = null, password_hash = null where id = ?", of.id());
        return of;
    }

    private long count(String sql, Object... parameters) {
        return fixtures.<Long>asOwner(database ->
                database.sql(sql).params(parameters).query(Long.class).single());
    }

    private List<String> entries() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("""
                                select cast(convert_from(payload, 'UTF8') as json) ->> 'how' from evidence_entry
                                 where kind = 'password-set' order by sequence
                                """).query(String.class).list());
    }
}
