package io.compliancecenter.desk.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an import may change. */
class ImportRulesIT extends ImportTest {

    /** Managed in the folder, as are its members. */
    Tenant tenant;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
    }

    // plan_import: the problems
    @Test
    void whatIsManagedElsewhereIsAnErrorWithItsLine() {
        User invited = fixtures.invitedMember(tenant, "MEMBER");
        User provided = fixtures.anotherAdmin(tenant);
        fixtures.setSource(tenant, provided, "PROVIDER", "https://login.example");
        actors.adminOf(tenant).invite("guest@" + tenant.slug() + ".example");
        fixtures.update("update organization set slug = ? where id = ?", slug + "-taken", tenant.id());

        Answer preview =
                upload(tenant.slug() + ",Another name," + tenant.member().email() + ",,ADMIN\n"
                        + line(tenant, "", invited.email(), "ADMIN")
                        + line(tenant, "", provided.email(), "MEMBER")
                        + line(tenant, "", "guest@" + tenant.slug() + ".example", "ADMIN")
                        + slug + "-taken,Acme,,,\n"
                        + slug + ",,,,\n"
                        + "no slug,No slug,,,\n");

        assertThat(errors(preview))
                .containsExactly(
                        "2 organization_name The folder names this Organization “" + tenant.name()
                                + "”. Change the name there, or leave this cell empty.",
                        "2 role The folder gives this person another role. Change it there.",
                        "3 role This person was invited with another role. The admins of the Organization change it.",
                        "4 role The identity provider gives this person another role. It is changed there.",
                        "5 role An admin of the Organization has invited this person with another role (MEMBER). Use that one.",
                        "6 organization The address “" + slug
                                + "-taken” belongs to an Organization with another key. Use its key, which the export shows, or choose"
                                + " another one.",
                        "7 organization_name “" + slug + "” is a new Organization. Enter its name.",
                        "8 organization “no slug” cannot be the key of a new Organization. Use lower-case letters, digits and single"
                                + " hyphens between them, at most 63.");
        assertThat(preview.html().select("#apply")).isEmpty();
    }

    // plan_import: desk-person
    @Test
    void nobodyWhoWorksAtTheDeskIsImported() {
        User colleague = fixtures.deskPerson("AUDITOR");
        Answer preview = upload(line(tenant, "", support.email(), "ADMIN")
                + line(tenant, "", colleague.email(), "MEMBER")
                + line(tenant, "", "ada@" + tenant.slug() + ".example", "MEMBER"));
        assertThat(errors(preview))
                .containsExactly(
                        "2 email This is the address of somebody who works at this desk. Nobody here is brought into a customer’s"
                                + " Organization by an import.",
                        "3 email This is the address of somebody who works at this desk. Nobody here is brought into a customer’s"
                                + " Organization by an import.");
        assertThat(preview.html().select("#apply")).isEmpty();
        User left = fixtures.deskPerson("SUPPORT");
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", left.id());
        assertThat(errors(upload(line(tenant, "", left.email(), "MEMBER")))).isEmpty();
    }

    // join_by_invitation: has_any_desk_role
    @Test
    void nobodyAtTheDeskJoinsByAnImportWhateverAddressItNames() {
        String email = "alias@" + slug + ".example";
        imported(slug + ",Acme," + email + ",,ADMIN\n");
        fixtures.update(
                "insert into mail (kind, recipient, locale, parameters, subject_id) values ('import-invitation', ?, 'en', '{}', ?)",
                email,
                invitation(slug, email));
        String link = fixtures.invitationLink(invitation(slug, email));
        Client client = signedIn(support);
        Answer accepted = client.submit(client.get(link).form("/membership"), Map.of());
        assertThat(accepted.status()).isEqualTo(409);
        assertThat(members(slug)).isEmpty();
        assertThat(invitations(slug)).containsExactly(email + " ADMIN IMPORT");
    }

    // plan_import: "<= 10"
    @Test
    void anAddressGetsTenMailsOfImportsADay() {
        String email = "ada@" + slug + ".example";
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            lines.append(slug)
                    .append(i)
                    .append(",Acme ")
                    .append(i)
                    .append(',')
                    .append(email)
                    .append(",,MEMBER\n");
        }
        Answer preview = upload(lines.toString());
        assertThat(preview.html().select("label.check").text()).contains("10 people");
        assertThat(summary(apply(desk, preview, true))).contains("Invitations sent 10");
        assertThat(upload(lines.toString()).html().select("#send")).isEmpty();
        assertThat(rows("select cast(count(*) as text) from mail where recipient = ?", email))
                .containsExactly("10");
    }

    // apply_import: TOO_MANY_MAILS
    @Test
    void importsSendTenThousandMailsADayAtMost() {
        Answer preview = upload(slug + ",Acme,ada@" + slug + ".example,,MEMBER\n");
        fixtures.update("""
                insert into mail (kind, recipient, locale, parameters, subject_id, sent_at, next_attempt_at)
                select 'import-invitation', 'a' || i || '@many.example', 'en', '{}', gen_random_uuid(), now(), null
                  from generate_series(1, 10000) i
                """);
        try {
            Answer refused = apply(desk, preview, true);
            assertThat(refused.html().select("#too-many-mails").text()).contains("10,000");
            assertThat(invitations(slug)).isEmpty();
            apply(desk, refused, false);
            assertThat(invitations(slug)).hasSize(1);
        } finally {
            fixtures.update("delete from mail where recipient like '%@many.example'");
        }
    }

    @Test
    void whoIsAMemberWithThatRoleStaysWhatTheyAre() {
        Answer preview = upload(
                tenant.slug() + "," + tenant.name() + "," + tenant.admin().email() + ",Other,ADMIN\n");
        assertThat(errors(preview)).isEmpty();
        assertThat(summary(preview)).isEqualTo("Lines that change nothing 1");
        assertThat(preview.html().select("#apply")).isEmpty();
    }

    @Test
    void membersAreAddedToAnOrganizationOfTheFolder() {
        imported(line(tenant, "", "ada@" + tenant.slug() + ".example", "ADMIN"));
        assertThat(invitations(tenant.slug())).containsExactly("ada@" + tenant.slug() + ".example ADMIN IMPORT");
        // Its admins see it, and can withdraw or send it.
        Client admin = signedIn(tenant.admin());
        Answer members = admin.get(tenant.path("/members"));
        assertThat(members.html().select("#invitations tbody").text()).contains("ada@", "Not sent by mail");
        assertThat(admin.submit(members.form("/withdrawal"), Map.of()).status()).isEqualTo(303);
        assertThat(invitations(tenant.slug())).isEmpty();
    }

    private User importedMember(String role) {
        User user = fixtures.invitedMember(tenant, role);
        fixtures.setSource(tenant, user, "IMPORT", null);
        return user;
    }

    @Test
    void anImportChangesTheRoleOfThoseWhomItBrought() {
        User ada = importedMember("MEMBER");

        Answer preview = upload(line(tenant, "", ada.email(), "ADMIN"));
        assertThat(changes(preview)).singleElement().asString().endsWith("Role changed from Member to Admin");
        assertThat(summary(apply(preview))).isEqualTo("Members with another role 1");

        assertThat(members(tenant.slug())).contains(ada.email() + " ADMIN IMPORT");
        assertThat(entries(tenant.slug())).containsExactly("role-changed");
        assertThat(rows("select convert_from(payload, 'UTF8') from evidence_entry where chain_id = ?", tenant.id()))
                .singleElement()
                .asString()
                .contains("\"roleBefore\": \"MEMBER\"", "\"source\": \"import\"", support.email());
    }

    // change_member_role: source = 'INVITATION'
    @Test
    void whomTheAdminsHaveTakenOverNoImportChanges() {
        User ada = importedMember("MEMBER");
        Client admin = signedIn(tenant.admin());
        admin.submit(admin.get(tenant.path("/members/" + ada.id())).form("/role"), Map.of("role", "ADMIN"));

        assertThat(members(tenant.slug())).contains(ada.email() + " ADMIN INVITATION");
        assertThat(errors(upload(line(tenant, "", ada.email(), "MEMBER")))).hasSize(1);
    }

    @Test
    void whomTheAdminsHaveRemovedIsAddedAgainOnlyAsSaid() {
        User ada = importedMember("MEMBER");
        Client admin = signedIn(tenant.admin());
        admin.submit(admin.get(tenant.path("/members/" + ada.id())).form("/removal"), Map.of());
        assertThat(members(tenant.slug())).noneMatch(member -> member.startsWith(ada.email()));

        Answer preview = upload(line(tenant, "", ada.email(), "MEMBER"));

        assertThat(changes(preview)).singleElement().asString().endsWith("after being removed earlier");
    }

    // apply_import: INVITATION_CHANGED, INVITATION_RENEWED
    @Test
    void openInvitationsFollowTheFile() {
        String email = "ada@" + slug + ".example";
        imported(slug + ",Acme," + email + ",,MEMBER\n");

        Answer changed = upload(slug + ",," + email + ",,ADMIN\n");
        assertThat(changes(changed)).singleElement().asString().endsWith("Invited as Admin instead of Member");
        apply(changed);
        assertThat(invitations(slug)).containsExactly(email + " ADMIN IMPORT");

        fixtures.update(
                "update invitation set created_at = now() - interval '91 days', expires_at = now() - interval '1 day' where email = ?",
                email);
        Answer renewed = upload(slug + ",," + email + ",,ADMIN\n");
        assertThat(changes(renewed)).singleElement().asString().endsWith("Invitation as Admin renewed");
        apply(renewed);
        assertThat(rows("select cast(expires_at > now() as text) from invitation where email = ?", email))
                .containsExactly("true");
    }

    // inviter_may_invite: has_desk_role
    @Test
    void anInvitationCountsWhileWhoImportedItWorksInSupport() {
        String email = "ada@" + slug + ".example";
        imported(slug + ",Acme," + email + ",,MEMBER\n");
        fixtures.update(
                "insert into mail (kind, recipient, locale, parameters, subject_id) values ('import-invitation', ?, 'en', '{}', ?)",
                email,
                invitation(slug, email));
        String link = fixtures.invitationLink(invitation(slug, email));
        assertThat(new Client(port).get(link).status()).isEqualTo(200);

        fixtures.update("update desk_member set retired_at = now() where user_id = ?", support.id());
        assertThat(new Client(port).get(link).status()).isEqualTo(410);

        // A colleague renews it.
        User colleague = fixtures.deskPerson("SUPPORT");
        desk = signedIn(colleague);
        imported(slug + ",," + email + ",,MEMBER\n");
        assertThat(new Client(port).get(link).html().select("#invitation-text").text())
                .contains(colleague.name());

        fixtures.update(
                "update organization set suspended_at = now(), suspended_by = ?, suspension_reason = 'x' where slug = ?",
                colleague.id(),
                slug);
        assertThat(new Client(port).get(link).status()).isEqualTo(410);
    }

    // invite_member: "i.source = 'ADMIN'"
    @Test
    void importedInvitationsDoNotUseUpWhatAdminsMaySend() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            lines.append(line(tenant, "", "p" + i + "@" + tenant.slug() + ".example", "MEMBER"));
        }
        apply(desk, upload(lines.toString()), true);

        assertThat(actors.adminOf(tenant).invite("another@" + tenant.slug() + ".example"))
                .isNotNull();
        var members = signedIn(tenant.admin()).get(tenant.path("/members")).html();
        assertThat(members.select("#invitations tbody tr")).hasSize(100);
        assertThat(members.select("#more-invitations").text()).isEqualTo("The latest 100 of 102 are shown.");
    }

    @Test
    void itIsInGermanToo() {
        Answer preview = desk.get(
                upload(slug + ",Acme,ada@" + slug + ".example,,BOSS\n")
                        .response()
                        .uri()
                        .getPath(),
                "Accept-Language",
                "de");
        assertThat(errors(preview)).containsExactly("2 role „BOSS“ ist keine Rolle. Geben Sie ADMIN oder MEMBER ein.");
        assertThat(preview.html().select("#errors-notice").text()).startsWith("Es gibt einen Fehler.");
    }
}
