package io.compliancecenter.organization.members;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** The page on which an Organization's admins look after its members. */
@IntegrationTest
class MembersIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;
    Client admin;

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        admin = new Client(port).signIn(tenant.admin().email(), Fixtures.PASSWORD);
    }

    @Test
    void showsEachMemberWithRoleAndSource() {
        User invited = fixtures.invitedMember(tenant, "MEMBER");
        User provided = fixtures.anotherAdmin(tenant);
        String issuer = "https://login.example/" + tenant.slug();
        fixtures.setSource(tenant, provided, "PROVIDER", issuer);
        fixtures.update("""
                insert into identity_provider (issuer, id, name, domains, organizations, creates_users, names_organizations)
                values (?, 'login', 'Acme Login', '{}', '{}', true, true)
                """, issuer);

        Document page = admin.get(tenant.path("/members")).html();

        assertThat(page.select("#members tbody tr")).hasSize(4);
        assertThat(row(page, tenant.admin()).text())
                .contains(tenant.admin().name() + " (you)", tenant.admin().email(), "Admin", "Managed by");
        assertThat(row(page, invited).text()).contains("Member", "Invited");
        assertThat(row(page, invited).select("a").attr("href")).isEqualTo(tenant.path("/members/" + invited.id()));
        assertThat(row(page, provided).text()).contains("From your identity provider Acme Login");
        // Others are changed where they come from.
        assertThat(row(page, provided).select("a")).isEmpty();
        assertThat(row(page, tenant.admin()).select("a")).isEmpty();
        // One that is not configured any more is known by its address only.
        fixtures.update("delete from identity_provider where issuer = ?", issuer);
        assertThat(row(admin.get(tenant.path("/members")).html(), provided).text())
                .contains("From your identity provider login.example/" + tenant.slug());
    }

    @Test
    void onlyAdminsHaveTheEntryInTheNavigation() {
        assertThat(admin.get(tenant.path("/members"))
                        .html()
                        .select("#navigation a[aria-current]")
                        .text())
                .isEqualTo("Members");
        Client member = new Client(port).signIn(tenant.member().email(), Fixtures.PASSWORD);
        Answer refused = member.get(tenant.path("/members"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains(tenant.admin().email());
    }

    @Test
    void aLongListIsSearchedAndPaged() {
        fixtures.update("""
                with added as (
                    insert into user_account (email, name, password_hash)
                    select 'person-' || n || '@' || ?, 'Person ' || lpad(n::text, 2, '0'), 'none'
                      from generate_series(1, 40) n returning id)
                insert into member (organization_id, user_id, role) select ?, id, 'MEMBER' from added
                """, tenant.slug() + ".example", tenant.id());

        Document first = admin.get(tenant.path("/members")).html();
        assertThat(first.select("#members tbody tr")).hasSize(25);
        assertThat(first.select("#found").text()).isEqualTo("Showing 1–25 of 42");
        Document last = admin.get(first.select("#next").attr("href")).html();
        assertThat(last.select("#members tbody tr")).hasSize(17);
        assertThat(last.select("#next")).isEmpty();
        assertThat(admin.get(tenant.path("/members?page=99")).html().select("#found"))
                .hasToString(last.select("#found").toString());

        Document found = admin.get(tenant.path("/members?q=PERSON+07")).html();
        assertThat(found.select("#members tbody tr")).hasSize(1);
        assertThat(found.select("#search-words").val()).isEqualTo("PERSON 07");
        assertThat(admin.get(tenant.path("/members?q=person-7@")).html().select("#members tbody tr"))
                .hasSize(1);
        assertThat(admin.get(tenant.path("/members?q=100%25")).html().select("#nothing"))
                .isNotEmpty();
    }

    @Test
    void anInvitationIsListedSentAgainAndWithdrawn() {
        Answer sent = invite("  Ada@Colleague.EXAMPLE ", "ADMIN");
        assertThat(sent.status()).isEqualTo(303);
        Answer page = admin.get(sent.location());
        assertThat(page.html().select("#members-notice").text()).isEqualTo("The invitation is on its way.");
        Element row = page.html().selectFirst("#invitations [data-email=ada@colleague.example]");
        assertThat(row.text()).contains("Admin", tenant.admin().name());

        Answer again = admin.submit(page.form("/resend"), Map.of());
        assertThat(again.location()).isEqualTo(tenant.path("/members?done=RESENT"));
        assertThat(mails("ada@colleague.example")).isEqualTo(2);

        Answer withdrawn = admin.submit(page.form("/withdrawal"), Map.of());
        assertThat(withdrawn.location()).isEqualTo(tenant.path("/members?done=WITHDRAWN"));
        assertThat(admin.get(withdrawn.location()).html().select("#invitations"))
                .isEmpty();
        // A second tab
        assertThat(admin.submit(page.form("/withdrawal"), Map.of()).status()).isEqualTo(303);
        assertThat(admin.submit(page.form("/resend"), Map.of()).status()).isEqualTo(409);
        assertThat(kinds()).containsExactly("member-invited", "member-invited", "invitation-withdrawn");
    }

    @Test
    void anInvitationOfAMemberOrOfSomebodyInvitedSendsNothing() {
        assertThat(notice(invite(tenant.member().email(), "ADMIN"), 409))
                .isEqualTo("This person is already a member. Nothing was sent.");
        assertThat(mails(tenant.member().email())).isZero();
        invite("bob@colleague.example", "MEMBER");
        assertThat(notice(invite("BOB@colleague.example", "MEMBER"), 409))
                .startsWith("This address already has an open invitation. Nothing was sent.");
        assertThat(mails("bob@colleague.example")).isEqualTo(1);
        assertThat(kinds()).containsExactly("member-invited");
    }

    @Test
    void whatIsNoAddressIsShownAgain() {
        for (String address :
                List.of("", "nobody", "a@b@c", "a b@example.com", "a@example.com,b@example.com", "<a@b>")) {
            Answer refused = invite(address, "ADMIN");
            assertThat(notice(refused, 422)).as(address).isEqualTo("Enter a valid e-mail address.");
            assertThat(refused.html().select("#invite-email").val()).isEqualTo(address);
            assertThat(refused.html().select("#invite-email").attr("aria-invalid"))
                    .isEqualTo("true");
            assertThat(refused.html().select("#invite-role option[selected]").val())
                    .isEqualTo("ADMIN");
        }
        assertThat(kinds()).isEmpty();
    }

    @Test
    void invitationsAreLimited() {
        for (int mail = 0; mail < 5; mail++) {
            assertThat(invite("eve@colleague.example", "MEMBER").status()).isEqualTo(303);
            Answer page = admin.get(tenant.path("/members"));
            assertThat(admin.submit(page.form("/withdrawal"), Map.of()).status())
                    .isEqualTo(303);
        }
        assertThat(notice(invite("eve@colleague.example", "MEMBER"), 409)).startsWith("Too many invitations were sent");
        fixtures.update("""
                insert into invitation (organization_id, email, role, invited_by, expires_at)
                select ?, n || '@colleague.example', 'MEMBER', ?, now() + interval '1 day' from generate_series(1, 100) n
                """, tenant.id(), tenant.admin().id());
        assertThat(notice(invite("fay@colleague.example", "MEMBER"), 409)).startsWith("Your Organization has 100 open");
        fixtures.update("""
                insert into mail (kind, recipient, locale, parameters, subject_id, organization_id, next_attempt_at, sent_at)
                select 'invitation', n || '@colleague.example', 'en', '{}', i.id, i.organization_id, null, now()
                  from invitation i, generate_series(1, 95) n
                 where i.organization_id = ? and i.email = '1@colleague.example'
                """, tenant.id());
        Answer page = admin.get(tenant.path("/members"));
        Answer refused = admin.submit(page.form("/resend"), Map.of());
        assertThat(notice(refused, 409)).startsWith("Too many invitations were sent");
        // MembersNotice.isOfAddress
        assertThat(refused.html().getElementById("invite-email").hasAttr("aria-invalid"))
                .isFalse();
    }

    @Test
    void theStateOfAnInvitationIsShown() {
        invite("gus@colleague.example", "MEMBER");
        // From then on, nothing else changes it.
        await().until(() -> state().equals("Sent"));
        fixtures.update(
                "update mail set sent_at = null, next_attempt_at = null, failed_at = now() where recipient = ? and organization_id = ?",
                "gus@colleague.example",
                tenant.id());
        assertThat(state()).isEqualTo("Not delivered");
        fixtures.update(
                "update mail set failed_at = null, next_attempt_at = now() + interval '1 h', last_error = 'away' where organization_id = ?",
                tenant.id());
        assertThat(state()).isEqualTo("Not delivered yet");
        fixtures.update(
                "update mail set next_attempt_at = null, sent_at = now() where organization_id = ?", tenant.id());
        assertThat(state()).isEqualTo("Sent");
        fixtures.update(
                "update invitation set created_at = now() - interval '8 days', expires_at = now() where organization_id = ?",
                tenant.id());
        assertThat(state()).isEqualTo("Expired");
        User other = fixtures.anotherAdmin(tenant);
        fixtures.update("update invitation set invited_by = ? where organization_id = ?", other.id(), tenant.id());
        fixtures.setRole(tenant, other, "MEMBER");
        assertThat(state()).isEqualTo("Sender is no longer an admin");
        // Sent again by an admin, it counts again.
        admin.submit(admin.get(tenant.path("/members")).form("/resend"), Map.of());
        assertThat(state()).isIn("Being sent", "Sent", "Not delivered yet");
    }

    // CurrentUserFilter: the memberships are read at each request
    @Test
    void aChangedRoleAndARemovalWorkOnTheNextRequest() {
        User invited = fixtures.invitedMember(tenant, "ADMIN");
        Client colleague = new Client(port).signIn(invited.email(), Fixtures.PASSWORD);
        assertThat(colleague.get(tenant.path("/compliances")).status()).isEqualTo(200);

        Answer page = admin.get(tenant.path("/members/" + invited.id()));
        Answer changed = admin.submit(page.form("/role"), Map.of("role", "MEMBER"));
        assertThat(changed.location()).isEqualTo(tenant.path("/members?done=ROLE_CHANGED"));
        assertThat(colleague.get(tenant.path("/compliances")).status()).isEqualTo(403);

        assertThat(admin.submit(page.form("/removal"), Map.of()).location())
                .isEqualTo(tenant.path("/members?done=REMOVED"));
        assertThat(colleague.get(tenant.path("/compliances")).status()).isEqualTo(404);
        assertThat(row(admin.get(tenant.path("/members")).html(), invited)).isNull();
        // A second tab
        assertThat(admin.submit(page.form("/removal"), Map.of()).status()).isEqualTo(404);
        assertThat(admin.get(tenant.path("/members/" + invited.id())).status()).isEqualTo(404);

        assertThat(kinds()).containsExactly("role-changed", "member-removed");
        String activity = admin.get(tenant.path("/activity"))
                .html()
                .select(".activity tbody")
                .text();
        assertThat(activity)
                .contains("Role changed", "Admin → Member, by " + tenant.admin().name(), "Member removed");
    }

    @Test
    void membersFromElsewhereAreNotChangedHere() {
        Answer page = admin.get(tenant.path("/members/" + tenant.member().id()));
        assertThat(page.html().select("#role, #removal")).isEmpty();
        assertThat(page.html().select("#elsewhere")).isNotEmpty();
        String path = tenant.path("/members/" + tenant.member().id());
        assertThat(admin.post(path + "/role", Map.of("role", "ADMIN", "_csrf", admin.token()))
                        .status())
                .isEqualTo(403);
        assertThat(admin.post(path + "/removal", Map.of("_csrf", admin.token())).status())
                .isEqualTo(403);
        assertThat(admin.get(tenant.path("/members/" + UUID.randomUUID())).status())
                .isEqualTo(404);
    }

    @Test
    void theLastAdminStays() {
        Tenant other = fixtures.organization();
        User only = fixtures.invitedMember(other, "ADMIN");
        fixtures.setRole(other, other.admin(), "MEMBER");
        Client client = new Client(port).signIn(only.email(), Fixtures.PASSWORD);
        Answer page = client.get(other.path("/members/" + only.id()));
        for (String form : List.of("/role", "/removal")) {
            Answer refused = client.submit(page.form(form), Map.of("role", "MEMBER"));
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.html().select("#last-admin").text())
                    .isEqualTo("This is the only admin. Make somebody else an admin first.");
        }
        fixtures.setRole(other, other.admin(), "ADMIN");
        assertThat(client.submit(page.form("/role"), Map.of("role", "MEMBER")).location())
                .isEqualTo("/");
        assertThat(client.get(other.path("/members")).status()).isEqualTo(403);
    }

    private Answer invite(String email, String role) {
        return admin.submit(
                admin.get(tenant.path("/members")).form("/invitations"), Map.of("email", email, "role", role));
    }

    private static String notice(Answer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        return answer.html().select("#members-notice").text();
    }

    private String state() {
        return admin.get(tenant.path("/members"))
                .html()
                .select("#invitations .badge")
                .text();
    }

    private static Element row(Document page, User user) {
        return page.selectFirst("#members tr[data-email=" + user.email() + "]");
    }

    private int mails(String recipient) {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("""
                        select count(*) from mail m join invitation i on i.id = m.subject_id where i.email = :email
                        """)
                        .param("email", recipient)
                        .query(Integer.class)
                        .single());
    }

    private List<String> kinds() {
        return actors.adminOf(tenant)
                .inTransaction(database -> database.sql("select kind from evidence_entry order by sequence")
                        .query(String.class)
                        .list());
    }
}
