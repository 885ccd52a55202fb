package io.compliancecenter.account.invitation;

import static io.compliancecenter.testing.Refusals.assertDenied;
import static io.compliancecenter.testing.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.mail.LinkTokens;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The link of an invitation, from the page that it opens to the new member. */
@IntegrationTest
class InvitationIT {

    private static final String CHECK_VIOLATION = "23514";

    private static final String PASSWORD = "seven quiet lanterns drift";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    JdbcClient database;

    Tenant tenant;
    String email;
    Client guest;

    @BeforeEach
    void organization() {
        tenant = fixtures.organization();
        email = "guest-" + UUID.randomUUID() + "@guest.example";
        guest = new Client(port);
    }

    /** Invites somebody, and makes a link as the mail would have. */
    private String link(Tenant organization, String address) {
        return fixtures.invitationLink(actors.adminOf(organization).invite(address));
    }

    private String link() {
        return link(tenant, email);
    }

    private static byte[] hash(String link) {
        return LinkTokens.hash(link.substring(link.lastIndexOf('/') + 1));
    }

    private Answer createAccount(Client client, String link, String password) {
        return client.submit(
                client.get(link).form("/account"),
                Map.of("name", " Gil Guest ", "password", password, "repeated", password));
    }

    @Test
    void thePageShowsTheInvitationAndChangesNothing() {
        String link = link();
        List<String> before = state();
        for (int time = 0; time < 3; time++) {
            Answer page = guest.get(link);
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.html().select("#invitation-text").text())
                    .contains(tenant.admin().name(), tenant.admin().email(), tenant.name(), "Member");
            assertThat(page.html().select("#invitation-address").text()).contains(email);
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.header("Cache-Control")).isEqualTo("no-store");
            assertThat(guest.head(link).status()).isEqualTo(200);
        }
        assertThat(guest.session()).isEmpty();
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anewAccountJoinsAndIsSignedIn() {
        String link = link();
        Answer joined = createAccount(guest, link, PASSWORD);

        assertThat(joined.status()).isEqualTo(303);
        assertThat(joined.location()).isEqualTo(tenant.path(""));
        // A plain member sees whom to ask.
        assertThat(guest.get(tenant.path("/compliances")).status()).isEqualTo(403);
        assertThat(new Client(port)
                        .signIn(email, PASSWORD)
                        .get(tenant.path("/compliances"))
                        .status())
                .isEqualTo(403);
        assertThat(members()).contains("Gil Guest|" + email + "|MEMBER|INVITATION|INVITATION");
        assertThat(lastEntry())
                .containsExactly(
                        "member-joined", "Gil Guest", email, tenant.admin().email());
        // The record of the new user begins with this sign-in.
        assertThat(signIns(email)).isEqualTo(2);
        // The link is used, for others and for the one who is in.
        assertThat(new Client(port).get(link).status()).isEqualTo(410);
        assertThat(guest.get(link).location()).isEqualTo(tenant.path(""));
    }

    @Test
    void anObjectionKeepsTheNameAndTheLink() {
        String link = link();
        Answer page = guest.get(link);
        for (String weak : List.of("tiny 9", "passwordpassword", "gilguestgilguest")) {
            Answer refused = guest.submit(
                    page.form("/account"), Map.of("name", "Gil Guest", "password", weak, "repeated", weak));
            assertThat(refused.status()).as(weak).isEqualTo(422);
            assertThat(refused.html().select("#password-objection")).isNotEmpty();
            assertThat(refused.html().select("#name").val()).isEqualTo("Gil Guest");
            assertThat(refused.text()).doesNotContain(weak);
        }
        for (String name : List.of(" ", "x".repeat(201), "a\u0085b")) {
            Answer refused = guest.submit(
                    page.form("/account"), Map.of("name", name, "password", PASSWORD, "repeated", PASSWORD));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.html().select("#no-name")).isNotEmpty();
        }
        assertThat(guest.submit(page.form("/account"), Map.of("name", "G", "password", PASSWORD, "repeated", "other"))
                        .status())
                .isEqualTo(422);
        assertThat(createAccount(guest, link, PASSWORD).status()).isEqualTo(303);
    }

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

    @Test
    void anotherAddressOfTheSamePersonMayJoinWhereTheInvitedOneHasNoAccount() {
        User consultant = fixtures.organization().admin();
        guest.signIn(consultant.email(), Fixtures.PASSWORD);
        String link = link();
        Answer joined = guest.submit(guest.get(link).form("/membership"), Map.of());
        assertThat(joined.location()).isEqualTo(tenant.path(""));
        assertThat(members()).contains(consultant.name() + "|" + consultant.email() + "|MEMBER|INVITATION|FILES");
        // Both times that the button was clicked
        assertThat(guest.get(link).location()).isEqualTo(tenant.path(""));
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

    // CrossSiteFilter: "/links/"
    @Test
    void aFormOfAPageWithoutReferrerIsTaken() {
        String link = link();
        Answer joined = guest.submit(
                guest.get(link).form("/account"),
                Map.of("name", "Gil", "password", PASSWORD, "repeated", PASSWORD),
                "Origin",
                "null");
        assertThat(joined.status()).isEqualTo(303);
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

    @Test
    void whoBecameAMemberMeanwhileStaysWhatTheyAre() {
        User colleague = fixtures.organization().admin();
        String link = link(tenant, colleague.email());
        fixtures.join(tenant, colleague);
        guest.signIn(colleague.email(), Fixtures.PASSWORD);
        assertThat(guest.submit(guest.get(link).form("/membership"), Map.of()).location())
                .isEqualTo(tenant.path(""));
        assertThat(members()).contains(colleague.name() + "|" + colleague.email() + "|ADMIN|FILES|FILES");
        assertThat(kinds()).containsExactly("member-invited");
    }

    @Test
    void whoWasRemovedIsInvitedAgain() {
        createAccount(guest, link(), PASSWORD);
        UUID member = actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("select id from user_account where email = :email")
                        .param("email", email)
                        .query(UUID.class)
                        .single());
        actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("select remove_member(:member)")
                        .param("member", member)
                        .query(String.class)
                        .single());
        assertThat(guest.get(tenant.path("/compliances")).status()).isEqualTo(404);
        String link = link();
        assertThat(guest.submit(guest.get(link).form("/membership"), Map.of()).status())
                .isEqualTo(303);
        assertThat(guest.get(tenant.path("/compliances")).status()).isEqualTo(403);
        assertThat(kinds())
                .containsExactly(
                        "member-invited", "member-joined", "member-removed", "member-invited", "member-joined");
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

    private List<String> members() {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("""
                        select concat_ws('|', u.name, u.email, m.role, m.source, u.source)
                          from member m join user_account u on u.id = m.user_id
                         where m.retired_at is null and m.organization_id = :organization
                        """)
                        .param("organization", tenant.id())
                        .query(String.class)
                        .list());
    }

    private List<String> kinds() {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql(
                                "select kind from evidence_entry where chain_id = :organization order by sequence")
                        .param("organization", tenant.id())
                        .query(String.class)
                        .list());
    }

    private List<String> lastEntry() {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("""
                        select array[kind, payload #>> '{member,name}', payload #>> '{by,email}',
                                     payload #>> '{invitation,invitedBy,email}']
                          from (select kind, convert_from(payload, 'UTF8')::jsonb as payload from evidence_entry
                                 where chain_id = :organization order by sequence desc limit 1) last
                        """)
                        .param("organization", tenant.id())
                        .query((row, number) ->
                                List.of((String[]) row.getArray(1).getArray()))
                        .single());
    }

    /** What a page could have changed. */
    private List<String> state() {
        return fixtures.asOwner(
                sql -> sql.sql("""
                        select distinct concat_ws('|', i.accepted_at, i.withdrawn_at, i.expires_at, l.used_at,
                                         (select count(*) from evidence_entry), (select count(*) from spring_session),
                                         (select count(*) from user_account))
                          from invitation i join mailed_link l on l.subject_id = i.id where i.email = :email
                        """).param("email", email).query(String.class).list());
    }

    private int accounts(String address) {
        return count("select count(*) from user_account where email = :email", address);
    }

    private int signIns(String address) {
        return count("""
                select count(*) from evidence_entry e join user_account u on u.id = e.chain_id
                 where u.email = :email and e.kind = 'signed-in'
                """, address);
    }

    private int count(String sql, String address) {
        return fixtures.asOwner(owner ->
                owner.sql(sql).param("email", address).query(Integer.class).single());
    }
}
