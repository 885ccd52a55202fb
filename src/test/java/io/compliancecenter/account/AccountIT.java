package io.compliancecenter.account;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The account page, for users of each source. */
class AccountIT extends InvitedUserTest {

    private static final Map<String, Map<String, String>> FORMS = new LinkedHashMap<>(Map.of(
            "/account/name",
            Map.of("name", "Another Name"),
            "/account/password",
            Map.of("current", Fixtures.PASSWORD, "password", NEW_PASSWORD, "repeated", NEW_PASSWORD),
            "/account/sessions/end",
            Map.of("id", UUID.randomUUID().toString()),
            "/account/sessions/end-others",
            Map.of(),
            "/account/sessions/end-all",
            Map.of()));

    Client client;

    @BeforeEach
    void signIn() {
        client = signedIn(user, Fixtures.PASSWORD);
    }

    @Test
    void thePageShowsWhoTheUserIsAndHowTheySignedIn() {
        Document page = client.get("/account").html();
        assertThat(page.select("#profile dd").eachText()).containsExactly(user.email());
        assertThat(page.select("#name").val()).isEqualTo(user.name());
        assertThat(page.select("#sessions li").eachText())
                .singleElement()
                .asString()
                .contains("This session", "IP address 127.0.0.1", "Password");
        assertThat(page.select("#sign-ins tbody tr").first().text()).contains("127.0.0.1", "Password");
        assertThat(page.select("#account-link").attr("href")).isEqualTo("/account");
    }

    @ParameterizedTest
    @CsvSource({
        "FILES, Both are kept by CleverTap, true",
        "PROVIDER, 'Both are kept at your identity provider, login.example', false"
    })
    void whatIsKeptElsewhereIsSaidToBe(String source, String sentence, boolean password) {
        User other = tenant.admin();
        Client theirs = signedIn(other, Fixtures.PASSWORD);
        if (source.equals("PROVIDER")) {
            fixtures.update(
                    "update user_account set source = 'PROVIDER', key = null, password_hash = null where id = ?",
                    other.id());
            fixtures.update(
                    "insert into user_identity (issuer, subject, user_id) values ('https://login.example/x', ?, ?)",
                    other.id().toString(),
                    other.id());
        }
        Document page = theirs.get("/account").html();
        assertThat(page.select("#kept").text()).startsWith(sentence);
        assertThat(page.select("#profile dd").eachText()).containsExactly(other.name(), other.email());
        assertThat(page.select("#change-password, #change-name")).isEmpty();
        assertThat(page.select("#password").isEmpty()).isNotEqualTo(password);
        // Nor by a form that is not there
        Answer forced = theirs.post("/account/password", with(theirs, FORMS.get("/account/password")));
        assertThat(forced.status()).isIn(403, 422);
        assertThat(signInAgain(other, NEW_PASSWORD)).contains("failed");
        assertThat(theirs.post("/account/name", with(theirs, FORMS.get("/account/name")))
                        .status())
                .isEqualTo(403);
        assertThat(nameOf(other)).isEqualTo(other.name());
    }

    @Test
    void aNewNameAppliesAtOnceAndTheRecordKeepsTheEarlierOne() {
        Answer changed = rename("  Ada \u00c9. Lovelace ");
        assertThat(changed.location()).isEqualTo("/account?renamed");
        Document page = client.get(changed.location()).html();
        assertThat(page.select("#renamed")).isNotEmpty();
        assertThat(page.select("#name").val()).isEqualTo("Ada \u00c9. Lovelace");
        Document activity = signedIn(tenant.admin(), Fixtures.PASSWORD)
                .get(tenant.path("/activity"))
                .html();
        assertThat(activity.select(".activity tbody tr").first().text())
                .contains("Account changed", "Ada \u00c9. Lovelace", "Before: " + user.name());
        assertThat(accountChanges()).singleElement().asString().contains("\"before\"", user.name(), "Lovelace");
        // The same name again is no change.
        rename("Ada \u00c9. Lovelace");
        assertThat(accountChanges()).hasSize(1);
        // Among the sign-ins of the same chain it does not show.
        assertThat(client.get("/account")
                        .html()
                        .select("#sign-ins tbody, #failed-sign-ins tbody")
                        .text())
                .doesNotContain("Account changed");
    }

    @Test
    void whatIsNoNameIsRefused() {
        for (String name : List.of("", " ", "x".repeat(201), "a\u0085b", "a\nb", "\u200b", "Ada\u202ecalevol", "...")) {
            Answer refused = rename(name);
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.html().select("#no-name[role=alert]")).isNotEmpty();
            assertThat(refused.html().select("#name").val()).isEqualTo(user.name());
        }
        assertThat(nameOf(user)).isEqualTo(user.name());
    }

    // change_own_name, past all of Java
    @Test
    void theDatabaseChecksWhoChangesWhichName() {
        assertRefused(Reason.FORBIDDEN, () -> changeOwnName(tenant.admin(), "'Mallory'"));
        fixtures.update("update user_account set retired_at = now() where id = ?", user.id());
        assertRefused(Reason.FORBIDDEN, () -> changeOwnName(user, "'Mallory'"));
        fixtures.update("update user_account set retired_at = null where id = ?", user.id());
        for (String name : List.of("null", "''", "'a' || chr(7)", "repeat('a', 201)", "repeat('a', 2000000)")) {
            assertDenied("23514", () -> changeOwnName(user, name));
        }
        assertThat(nameOf(user)).isEqualTo(user.name());
    }

    @Test
    void aChangedPasswordEndsAllOtherSessions() {
        Client elsewhere = signedIn(user, Fixtures.PASSWORD);

        Answer changed = change(Fixtures.PASSWORD, NEW_PASSWORD);

        assertThat(changed.status()).isEqualTo(303);
        assertThat(changed.location()).isEqualTo("/account?changed");
        Document page = client.get(changed.location()).html();
        assertThat(page.select("#password-changed")).isNotEmpty();
        assertThat(page.select("#sessions li")).hasSize(1);
        assertThat(elsewhere.get("/account").location()).startsWith("/sign-in");
        assertThat(signInAgain(user, Fixtures.PASSWORD)).contains("failed");
        assertThat(signInAgain(user, NEW_PASSWORD)).doesNotContain("failed");
        mailbox.await(user.email(), "Your password was changed");
        Document activity = signedIn(tenant.admin(), Fixtures.PASSWORD)
                .get(tenant.path("/activity"))
                .html();
        assertThat(activity.select(".activity tbody tr").first().text())
                .contains("Password set", user.name(), "On the account page");
    }

    // OwnPassword: confirmation.confirm
    @Test
    void withoutTheCurrentPasswordNothingIsChanged() {
        Answer wrong = change("not my password", NEW_PASSWORD);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.html().select("#current-wrong[role=alert]")).isNotEmpty();
        assertThat(wrong.html().select("[type=password][value]")).isEmpty();
        for (int attempt = 0; attempt < 4; attempt++) {
            assertThat(change("not my password", NEW_PASSWORD).status()).isEqualTo(422);
        }
        fixtures.lengthenSignInDelays();
        wrong = change("not my password", NEW_PASSWORD);
        assertThat(wrong.status()).isEqualTo(429);
        assertThat(wrong.html().select("#current-wait")).isNotEmpty();
        // Even the right one has to wait.
        assertThat(change(Fixtures.PASSWORD, NEW_PASSWORD).status()).isEqualTo(429);
        fixtures.forgetSignInDelays();
        assertThat(signInAgain(user, Fixtures.PASSWORD)).doesNotContain("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "Password12345!", "Invited-member-2026"})
    void aPasswordThatIsEasyToGuessIsRefused(String password) {
        Answer refused = change(Fixtures.PASSWORD, password);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#password-objection[role=alert]")).isNotEmpty();
    }

    // set_own_password: "u.credential_version = set_own_password.credential_version"
    @Test
    void aPasswordThatWasChangedMeanwhileIsNotReplaced() {
        assertRefused(Reason.CHANGED, () -> setOwnPassword(user, 7));
        assertThat(setOwnPassword(user, 1)).isEqualTo(2);
        assertRefused(Reason.CHANGED, () -> setOwnPassword(user, 1));
    }

    // change_password: "u.source = 'INVITATION'"
    @Test
    void notEvenTheApplicationsRoleReplacesAPasswordOfTheFiles() {
        assertRefused(Reason.FORBIDDEN, () -> setOwnPassword(tenant.admin(), 1));
    }

    @Test
    void oneSessionIsEndedByItself() {
        Client other = signedIn(user, Fixtures.PASSWORD);
        Client third = signedIn(user, Fixtures.PASSWORD);
        Document page = client.get("/account").html();
        Element session = page.select("#sessions li[data-current=false]").first();

        Answer ended = client.submit((FormElement) session.selectFirst("form"), Map.of());

        assertThat(ended.location()).isEqualTo("/account?ended");
        assertThat(client.get("/account").html().select("#sessions li")).hasSize(2);
        assertThat(Stream.of(other, third)
                        .map(signedIn -> signedIn.get("/account").status()))
                .containsExactlyInAnyOrder(200, 302);
    }

    // StoredSessions.delete: "s.principalName = :user"
    @Test
    void aSessionOfSomebodyElseIsNotEnded() {
        Client admin = signedIn(tenant.admin(), Fixtures.PASSWORD);
        String id = fixtures.asOwner(
                database -> database.sql("select primary_id from spring_session where principal_name = ?")
                        .param(tenant.admin().id().toString())
                        .query(String.class)
                        .single());
        client.post("/account/sessions/end", with(client, Map.of("id", id)));
        assertThat(admin.get("/account").status()).isEqualTo(200);
        assertThat(client.get("/account").text()).doesNotContain(id);
    }

    @Test
    void allOthersAreSignedOutAndThisOneIsNot() {
        List<Client> others = List.of(signedIn(user, Fixtures.PASSWORD), signedIn(user, Fixtures.PASSWORD));
        client.submit(client.get("/account").form("/sessions/end-others"), Map.of());
        assertThat(others).allMatch(other -> other.get("/account").status() == 302);
        assertThat(client.get("/account").html().select("#sessions li")).hasSize(1);
    }

    @Test
    void signingOutEverywhereSignsOutHereAsWell() {
        Client other = signedIn(user, Fixtures.PASSWORD);
        Answer out = client.submit(client.get("/account").form("/sessions/end-all"), Map.of());
        assertThat(out.location()).isEqualTo("/sign-in?signed-out");
        assertThat(List.of(client, other))
                .allMatch(signedIn -> signedIn.get("/account").status() == 302);
        assertThat(fixtures.<Long>asOwner(
                        database -> database.sql("select count(*) from spring_session where principal_name = ?")
                                .param(user.id().toString())
                                .query(Long.class)
                                .single()))
                .isZero();
    }

    @Test
    void failedSignInsAreShown() {
        signInAgain(user, "wrong");
        assertThat(client.get("/account").html().select("#failed-sign-ins .badge-critical"))
                .hasSize(1);
        assertThat(signedIn(tenant.admin(), Fixtures.PASSWORD)
                        .get("/account")
                        .html()
                        .select("#failed-sign-ins .badge-critical"))
                .isEmpty();
    }

    // own_sign_ins: "latest"
    @Test
    void manyFailuresHideNoSignInThatSucceeded() {
        fixtures.update("""
                do $$
                begin
                    for attempt in 1..120 loop
                        perform record_failed_sign_in('%s', 'password', '192.0.2.7', 'Browser');
                    end loop;
                end
                $$
                """.formatted(user.id()));
        Document page = client.get("/account").html();
        assertThat(page.select("table[aria-labelledby=sign-ins-title] tbody tr").eachText())
                .singleElement()
                .asString()
                .contains("Signed in", "127.0.0.1");
        assertThat(page.select("table[aria-labelledby=failed-title] tbody tr").eachText())
                .hasSize(5)
                .allMatch(row -> row.contains("Sign-in failed") && row.contains("192.0.2.7"));
        assertThat(page.select("#failures").text()).startsWith("120 attempts failed in the last 30 days.");
    }

    // SecurityConfiguration: anyRequest().authenticated()
    @TestFactory
    Stream<DynamicTest> nobodyElseIsServed() {
        return FORMS.entrySet().stream()
                .map(form -> DynamicTest.dynamicTest(form.getKey(), () -> {
                    assertThat(new Client(port).get("/account").location()).isEqualTo("/sign-in?to=%2Faccount");
                    assertThat(client.post(form.getKey(), form.getValue()).status())
                            .as("without a CSRF token")
                            .isEqualTo(403);
                    assertThat(client.get(form.getKey()).status()).as("GET").isIn(303, 404);
                    Client anonymous = new Client(port);
                    Map<String, String> fields = new LinkedHashMap<>(form.getValue());
                    fields.put(
                            "_csrf",
                            anonymous
                                    .get("/sign-in")
                                    .html()
                                    .select("[name=_csrf]")
                                    .val());
                    assertThat(anonymous.post(form.getKey(), fields).location()).startsWith("/sign-in");
                    assertThat(client.get("/account").status()).isEqualTo(200);
                }));
    }

    /** Every role, source and number of Organizations sees the same page. */
    @Test
    void aUserWithoutOrganizationHasAnAccountToo() {
        fixtures.update("update member set retired_at = now() where user_id = ?", user.id());
        Answer page = client.get("/account");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.html().select(".topbar-organization")).isEmpty();
    }

    private Client signedIn(User who, String password) {
        return new Client(port).signIn(who.email(), password);
    }

    private String signInAgain(User who, String password) {
        Client fresh = new Client(port);
        return fresh.submit(fresh.get("/sign-in").form("/sign-in"), Map.of("email", who.email(), "password", password))
                .location();
    }

    private Answer change(String current, String password) {
        return client.submit(
                client.get("/account").form("/account/password"),
                Map.of("current", current, "password", password, "repeated", password));
    }

    private Answer rename(String name) {
        return client.submit(client.get("/account").form("/account/name"), Map.of("name", name));
    }

    private String nameOf(User who) {
        return fixtures.asOwner(database -> database.sql("select name from user_account where id = ?")
                .param(who.id())
                .query(String.class)
                .single());
    }

    /** In the user's own chain. */
    private List<String> accountChanges() {
        return fixtures.asOwner(database ->
                database.sql("""
                        select convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = ? and kind = 'account-changed'
                        """).param(user.id()).query(String.class).list());
    }

    private void changeOwnName(User who, String name) {
        actors.actor(tenant, who)
                .inTransaction(database -> database.sql("select change_own_name(" + name + ")")
                        .query()
                        .listOfRows());
    }

    private static Map<String, String> with(Client signedIn, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.put("_csrf", signedIn.token());
        return all;
    }

    private int setOwnPassword(User who, int credentialVersion) {
        return actors.actor(tenant, who)
                .inTransaction(database -> database.sql("select set_own_password(?, ?, 'en')")
                        .params(credentialVersion, Fixtures.PASSWORD_HASH)
                        .query(Integer.class)
                        .single());
    }
}
