package io.compliancecenter.account.invitation;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Links of invitations that are used by somebody else, too late, twice, or with values that no page sends. */
class InvitationRefusalIT extends InvitationTest {

    @Autowired
    JdbcClient database;

    private static final String CHECK_VIOLATION = "23514";

    // accept_invitation_with_new_account: account_of
    @Test
    void theLinkAloneNeverSetsThePasswordOfAnExistingAccount() {
        User known = fixtures.organization().admin();
        String link = link(tenant, known.email());
        Answer page = guest.get(link);
        assertThat(page.html().select("#new-account")).isEmpty();
        Answer refused = guest.post(
                link + "/account",
                Map.of(
                        "name",
                        "Mallory",
                        "password",
                        PASSWORD,
                        "repeated",
                        PASSWORD,
                        "_csrf",
                        guest.get("/sign-in").html().select("[name=_csrf]").val()));
        assertThat(refused.status()).isEqualTo(409);

        // They sign in, come back, and join.
        Answer signIn = guest.get(page.html().select("#sign-in-and-join").attr("href"));
        Answer back =
                guest.submit(signIn.form("/sign-in"), Map.of("email", known.email(), "password", Fixtures.PASSWORD));
        assertThat(back.location()).isEqualTo(link);
        Answer joined = guest.submit(guest.get(link).form("/membership"), Map.of());
        assertThat(joined.location()).isEqualTo(tenant.path(""));
        assertThat(members()).contains(known.name() + "|" + known.email() + "|MEMBER|INVITATION|FILES");
    }

    // accept_invitation: "account.email <> invited.email"
    @Test
    void somebodyElseDoesNotJoinWithTheInvitationOfAnAccount() {
        String link = link(tenant, fixtures.organization().admin().email());
        User other = fixtures.organization().admin();
        guest.signIn(other.email(), Fixtures.PASSWORD);
        Answer page = guest.get(link);
        assertThat(page.html().select("#join")).isEmpty();
        assertThat(page.html().select("#for-other").text()).contains(other.email());
        assertThat(guest.post(link + "/membership", Map.of("_csrf", guest.token()))
                        .status())
                .isEqualTo(409);
        assertThat(members()).noneMatch(member -> member.contains(other.email()));
    }

    @ParameterizedTest
    @CsvSource({
        "update invitation set withdrawn_at = now() where organization_id = ?, WITHDRAWN",
        "'update invitation set created_at = now() - interval ''8 d'', expires_at = now() where organization_id = ?', EXPIRED",
        "update mailed_link set expires_at = now() where mail_id in (select id from mail where organization_id = ?), EXPIRED",
        "update member set role = 'MEMBER' where organization_id = ?, INVITER_LEFT",
        "update organization set retired_at = now() where id = ?, WITHDRAWN",
    })
    void aLinkThatCannotBeUsedSaysSo(String sql, String state) {
        String link = link();
        Answer before = guest.get(link);
        fixtures.update(sql, tenant.id());

        Answer closed = guest.get(link);
        assertThat(closed.status()).isEqualTo(410);
        assertThat(closed.html().select("#invitation-closed").text())
                .isEqualTo("This invitation can no longer be used");
        assertThat(closed.html()
                        .select(".contacts")
                        .text()
                        .contains(tenant.admin().email()))
                .isEqualTo(!state.equals("INVITER_LEFT"));
        assertThat(guest.submit(
                                before.form("/account"),
                                Map.of("name", "Gil", "password", PASSWORD, "repeated", PASSWORD))
                        .status())
                .isEqualTo(410);
        assertThat(accounts(email)).isZero();
        // use_invitation, past all of Java
        assertRefused(
                Reason.EXPIRED,
                () -> database.sql("select * from accept_invitation_with_new_account(:hash, 'Gil', :password)")
                        .param("hash", hash(link))
                        .param("password", Fixtures.PASSWORD_HASH)
                        .query()
                        .listOfRows());
    }

    // accept_invitation_with_new_account and join_with_new_account, past all of Java
    @Test
    void noAccountIsMadeWithAnExtremeValue() {
        String hash = "'\\x" + HexFormat.of().formatHex(hash(link())) + "'::bytea";
        String password = "'" + Fixtures.PASSWORD_HASH + "'";
        for (String name : List.of("null", "''", "'a' || chr(1)", "repeat('a', 201)", "repeat('a', 2000000)")) {
            assertDenied(CHECK_VIOLATION, () -> accept(hash, name, password));
        }
        for (String hashed : List.of("null", "''", "'secret'", "'{noop}secret'", password + " || repeat('a', 500)")) {
            assertDenied(CHECK_VIOLATION, () -> accept(hash, "'Gil'", hashed));
        }
        for (String token : List.of("null", "''::bytea", "sha256('')", "convert_to(repeat('a', 2000000), 'UTF8')")) {
            assertRefused(Reason.NOT_FOUND, () -> accept(token, "'Gil'", password));
        }
        assertThat(accounts(email)).isZero();
    }

    private void accept(String tokenHash, String name, String password) {
        database.sql("select * from accept_invitation_with_new_account(%s, %s, %s)"
                        .formatted(tokenHash, name, password))
                .query()
                .listOfRows();
    }

    // TypedText. The answer of an authenticator is not read at all.
    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\u0085b"})
    void aPasskeyHasALabelThatCanBeStored(String label) {
        assertThat(joinWithPasskey(link(), "Gil", label).status()).isEqualTo(400);
    }

    // InvitationPasskeyController: PersonName
    @Test
    void whoJoinsWithAPasskeyHasANameThatCanBeRead() {
        String link = link();
        Answer refused = joinWithPasskey(link, "Gil\u202etseug", "Passkey");
        assertThat(refused.location()).isEqualTo(link + "?passkey=no-name");
        assertThat(guest.get(refused.location())
                        .html()
                        .select("#passkey-refused")
                        .text())
                .isEqualTo("Enter your name, with up to 200 characters and without invisible ones.");
    }

    private Answer joinWithPasskey(String link, String name, String label) {
        String token = guest.get("/sign-in").html().select("[name=_csrf]").val();
        return guest.post(
                link + "/passkey",
                Map.of("name", name, "handle", "x", "credential", "x", "label", label, "_csrf", token));
    }

    @Test
    void whatIsNoLinkIsNotFound() {
        for (String token : List.of("x", "A".repeat(43), "%20", "a".repeat(3000))) {
            Answer unknown = guest.get("/links/invitation/" + token);
            assertThat(unknown.status()).as(token).isEqualTo(404);
        }
        String reset = link();
        fixtures.update("update mailed_link set purpose = 'PASSWORD_RESET' where token_hash = ?", hash(reset));
        assertThat(guest.get(reset).status()).isEqualTo(404);
    }

    @Test
    void aStaleFormLeadsBackToThePage() {
        String link = link();
        Answer page = guest.get(link);
        guest.forget("CSRF");
        Answer stale =
                guest.submit(page.form("/account"), Map.of("name", "Gil", "password", PASSWORD, "repeated", PASSWORD));
        assertThat(stale.status()).isEqualTo(302);
        assertThat(stale.location()).isEqualTo(link);
    }

    // use_link: "for update"; lock_members
    @Test
    void twoClicksMakeOneMember() throws Exception {
        String link = link();
        Answer page = guest.get(link);
        List<Integer> answers = atOnce(() -> guest.submit(
                        page.form("/account"), Map.of("name", "Gil", "password", PASSWORD, "repeated", PASSWORD))
                .status());
        // On a busy machine, some wait too long for their password to be hashed.
        assertThat(answers).containsOnlyOnce(303).allMatch(Set.of(303, 410, 503)::contains);
        assertThat(accounts(email)).isEqualTo(1);
        assertThat(kinds()).containsExactly("member-invited", "member-joined");
    }

    // accept_invitation_with_new_account: the lock on the address
    @Test
    void twoInvitationsOfOneAddressMakeOneAccount() throws Exception {
        List<String> links = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            links.add(link(fixtures.organization(), email));
        }
        List<Client> clients = Stream.generate(() -> new Client(port)).limit(4).toList();
        List<Integer> answers = atOnce(index ->
                createAccount(clients.get(index), links.get(index), PASSWORD).status());
        assertThat(answers).containsOnlyOnce(303).allMatch(Set.of(303, 409, 503)::contains);
        assertThat(accounts(email)).isEqualTo(1);
    }

    private interface Attempt {
        int make(int index) throws Exception;
    }

    private static List<Integer> atOnce(Callable<Integer> attempt) throws Exception {
        return atOnce(index -> attempt.call());
    }

    private static List<Integer> atOnce(Attempt attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int index = 0; index < 4; index++) {
                int number = index;
                answers.add(threads.submit(() -> attempt.make(number)));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> answer : answers) {
                statuses.add(answer.get());
            }
            return statuses;
        } finally {
            threads.shutdownNow();
        }
    }
}
