package io.compliancecenter.account.invitation;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The link of an invitation, from the page that it opens to the new member. */
class InvitationIT extends InvitationTest {

    @Test
    void thePageShowsTheInvitationAndChangesNothing() {
        String link = link();
        List<String> before = state();
        Set<String> sessions = sessions();
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
        assertThat(sessions).containsAll(sessions());
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
        for (String name : List.of(" ", "x".repeat(201), "a\u0085b", "\u200b", "Gil\u202etseug")) {
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
                                         (select count(*) from evidence_entry),
                                         (select count(*) from user_account))
                          from invitation i join mailed_link l on l.subject_id = i.id where i.email = :email
                        """).param("email", email).query(String.class).list());
    }

    /** Others may expire meanwhile. */
    private Set<String> sessions() {
        return fixtures.asOwner(sql -> sql.sql("select primary_id from spring_session")
                .query(String.class)
                .set());
    }

    private int signIns(String address) {
        return count("""
                select count(*) from evidence_entry e join user_account u on u.id = e.chain_id
                 where u.email = :email and e.kind = 'signed-in'
                """, address);
    }
}
