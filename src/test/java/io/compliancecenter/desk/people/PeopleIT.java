package io.compliancecenter.desk.people;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Who works at the desk, and how a role from a provider ends when its person has left. */
@IntegrationTest
class PeopleIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    DeskDrafts calls;
    User approver;
    User support;
    User gone;

    @BeforeEach
    void employ() {
        calls = new DeskDrafts(desk);
        approver = fixtures.deskPerson("APPROVER");
        support = fixtures.deskPerson("SUPPORT");
        gone = ofProvider("EDITOR");
    }

    /** Somebody to whom a provider has given a role, which ends in a month. */
    private User ofProvider(String role) {
        return fixtures.asOwner(database -> {
            String email = "gone-" + UUID.randomUUID() + "@vendor.example";
            UUID id = database.sql(
                            "insert into user_account (email, name, source) values (?, 'A person who has gone', 'PROVIDER') returning id")
                    .param(email)
                    .query(UUID.class)
                    .single();
            database.sql("""
                            insert into desk_member (user_id, role, source, issuer, expires_at)
                            values (?, ?, 'PROVIDER', 'https://idp.example', now() + interval '30 days')
                            """).params(id, role).update();
            return new User(id, email, "A person who has gone");
        });
    }

    private List<String> recorded(User person) {
        return owner.work(database ->
                database.sql("""
                        select kind || coalesce(' by ' || (convert_from(payload, 'UTF8')::jsonb -> 'by' ->> 'id'), '')
                               || coalesce(' ' || (convert_from(payload, 'UTF8')::jsonb ->> 'reason'), '')
                               || case when convert_from(payload, 'UTF8')::jsonb ->> 'expired' = 'true' then ' expired' else '' end
                          from evidence_entry where chain_id = vendor_chain() and user_id = ? and kind like 'desk-role%'
                         order by sequence
                        """).param(person.id()).query(String.class).list());
    }

    private void expire() {
        fixtures.update("update desk_member set expires_at = now() - interval '1 second' where user_id = ?", gone.id());
    }

    // desk_role_counts in has_desk_role and works_at_desk
    @Test
    void aRoleThatNoSignInConfirmedInTimeCountsNoMore() {
        assertThat(calls.call(gone, "create_draft('A draft')")).isNotEmpty();
        assertThat(calls.call(gone, "count(*) > 0 from draft")).isEqualTo("true");
        expire();
        assertDenied("CC403", () -> calls.call(gone, "create_draft('A draft')"));
        assertThat(calls.call(gone, "count(*) > 0 from draft")).isEqualTo("false");
    }

    // access_of_account: desk_role_counts
    @Test
    void whoeverHasSuchARoleCanBeErased() {
        fixtures.update("update user_account set retired_at = null where id = ?", gone.id());
        assertDenied("CC409", () -> calls.call(support, "1 from erase_account(?)", gone.id()));
        expire();
        assertThat(calls.call(support, "1 from erase_account(?)", gone.id())).isEqualTo("1");
    }

    // retire_expired_desk_roles
    @Test
    void theEndOfSuchARoleIsRecordedOnce() {
        expire();
        for (int hour = 0; hour < 2; hour++) {
            owner.work(database -> database.sql(
                            "select 1 from delete_outdated_data(interval '90 days', interval '90 days', interval '30 days')")
                    .query(Integer.class)
                    .single());
        }
        assertThat(recorded(gone)).containsExactly("desk-role-taken-away expired");
    }

    // take_desk_roles
    @Test
    void anApproverTakesTheRolesOfSomebodyWhoHasLeft() {
        Client client = new Client(port).signIn(approver.email(), Fixtures.PASSWORD);
        assertThat(client.get("/desk").html().getElementById("people").attr("href"))
                .isEqualTo("/desk/people");
        Answer page = client.get("/desk/people");
        String removal = "/desk/people/" + gone.id() + "/removal";
        assertThat(page.html().select("main form").eachAttr("action"))
                .contains(removal)
                .noneMatch(action -> action.contains(support.id().toString()));
        assertThat(client.submit(page.form(removal), Map.of("reason", " ")).status())
                .isEqualTo(422);
        assertThat(client.submit(page.form(removal), Map.of("reason", "Has left"))
                        .location())
                .isEqualTo("/desk/people?taken=true");

        assertThat(client.get("/desk/people").text()).doesNotContain(gone.email());
        assertDenied("CC403", () -> calls.call(gone, "create_draft('A draft')"));
        assertThat(recorded(gone)).containsExactly("desk-role-taken-away by " + approver.id() + " Has left");
        assertThat(calls.call(support, "1 from erase_account(?)", gone.id())).isEqualTo("1");
    }

    // take_desk_roles: "d.source = 'PROVIDER'", require_desk_role
    @Test
    void whatTheFolderGivesStaysAndOnlyApproversTakeAnything() {
        assertThat(calls.call(approver, "take_desk_roles(?, 'Has left')", support.id()))
                .isEqualTo("false");
        assertThat(calls.call(support, "count(*) > 0 from desk_member")).isEqualTo("true");
        for (String role : List.of("EDITOR", "SUPPORT", "AUDITOR")) {
            User other = fixtures.deskPerson(role);
            assertDenied("CC403", () -> calls.call(other, "take_desk_roles(?, 'Has left')", gone.id()));
            assertThat(new Client(port)
                            .signIn(other.email(), Fixtures.PASSWORD)
                            .get("/desk/people")
                            .html()
                            .select("main form"))
                    .isEmpty();
        }
    }

    // desk_member_expiry
    @Test
    void noRoleFromAProviderIsForEver() {
        assertDenied(
                "23514",
                () -> fixtures.update("update desk_member set expires_at = null where user_id = ?", gone.id()));
    }
}
