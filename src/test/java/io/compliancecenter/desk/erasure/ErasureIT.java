package io.compliancecenter.desk.erasure;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is held about a person is shown at the desk, and erased there as far as no record needs it. */
@IntegrationTest
class ErasureIT {

    private static final String FORBIDDEN = "CC403";
    private static final String NO_PRIVILEGE = "42501";

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    JdbcClient application;

    Issued issued;
    Tenant tenant;
    User person;
    Client support;

    @BeforeEach
    void download() {
        issued = fixtures.certificate();
        tenant = fixtures.organization();
        person = fixtures.invitedMember(tenant, "ADMIN");
        Actor admin = actors.actor(tenant, person);
        admin.permit(issued, "5 minutes");
        support = new Client(port).signIn(fixtures.deskPerson("SUPPORT").email(), Fixtures.PASSWORD);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private Answer lookUp(String email) {
        return support.submit(support.get("/desk/personal-data").form("/personal-data"), Map.of("email", email));
    }

    private void leave() {
        fixtures.update("update member set retired_at = now() where user_id = ?", person.id());
    }

    /** Everything that can be held of somebody who can sign in. */
    private void hold() {
        new Client(port).signIn(person.email(), Fixtures.PASSWORD);
        fixtures.asOwner(sql -> {
            sql.sql("insert into passkey_user (user_id) values (?)")
                    .params(person.id())
                    .update();
            sql.sql("""
                            insert into passkey (credential_id, user_id, attestation_object, signature_count, transports, label)
                            values (sha256(?), ?, 'x', 0, '', 'A key')
                            """)
                    .params(person.email().getBytes(StandardCharsets.UTF_8), person.id())
                    .update();
            sql.sql("insert into user_identity (issuer, subject, user_id) values ('https://idp.example', ?, ?)")
                    .params(person.id().toString(), person.id())
                    .update();
            sql.sql("""
                            insert into mail (kind, recipient, locale, parameters, subject_id)
                            values ('password-changed', ?, 'en', '{"name": "A"}', ?)
                            """).params(person.email(), person.id()).update();
            // The mail of the invitation by which they came is about the invitation.
            return sql.sql("""
                            with accepted as (
                                insert into invitation (organization_id, email, role, invited_by, expires_at, accepted_at, accepted_by)
                                values (?, ?, 'ADMIN', ?, now() + interval '1 day', now(), ?) returning id, email)
                            insert into mail (kind, recipient, locale, parameters, subject_id)
                            select 'invitation', email, 'en', '{}', id from accepted
                            """)
                    .params(tenant.id(), person.email(), tenant.admin().id(), person.id())
                    .update();
        });
    }

    private static List<String> categories(Document page) {
        return page.select("[data-category]").eachAttr("data-category");
    }

    private long count(String table, String condition, Object... parameters) {
        return owner.<Long>work(sql -> sql.sql("select count(*) from " + table + " where " + condition)
                .params(parameters)
                .query(Long.class)
                .single());
    }

    // erase_account; subjects_of_mail, account_of_mail
    @Test
    void whatNoRecordNeedsIsErasedAndTheRestIsShownWithItsReason() {
        hold();
        leave();
        long entries = count("evidence_entry", "user_id = ? or chain_id = ?", person.id(), person.id());
        Answer found = lookUp(person.email());
        assertThat(categories(found.html()))
                .contains("NAME", "PASSWORD", "PASSKEYS", "IDENTITIES", "SESSIONS", "MAILS", "INVITATIONS")
                .contains("MEMBERSHIPS", "ACCEPTANCES", "PERMITS", "SIGN_INS", "ENTRIES");
        assertThat(found.html().select("#person-2")).isEmpty();
        Element acceptances = found.html().select("[data-category=ACCEPTANCES]").first();
        assertThat(acceptances.text()).contains("1 item", "Stays", "Art. 17(3)(e)");

        Answer erased = support.submit(found.form("/erasure"), Map.of());

        assertThat(erased.status()).as(erased.text()).isEqualTo(200);
        assertThat(erased.html().select("#erased")).hasSize(1);
        assertThat(Set.copyOf(categories(erased.html())))
                .isEqualTo(Set.of("MEMBERSHIPS", "ACCEPTANCES", "PERMITS", "SIGN_INS", "ENTRIES"));
        assertThat(erased.html().select("form[action$=/erasure]")).isEmpty();
        for (String table : List.of("passkey", "passkey_user", "user_identity")) {
            assertThat(count(table, "user_id = ?", person.id())).as(table).isZero();
        }
        assertThat(count("spring_session", "principal_name = ?", person.id().toString()))
                .isZero();
        assertThat(count("mail", "recipient = ?", person.email())).isZero();
        assertThat(count("invitation", "email = ?", person.email())).isZero();
        assertThat(count(
                        "user_account",
                        "id = ? and (email = ? or name = ? or password_hash is not null)",
                        person.id(),
                        person.email(),
                        person.name()))
                .isZero();
        assertThat(count("acceptance", "user_id = ? and email = ?", person.id(), person.email()))
                .isEqualTo(1);
        assertThat(count("download_permit", "user_id = ? and email = ?", person.id(), person.email()))
                .isEqualTo(1);
        assertThat(count("evidence_entry", "user_id = ? or chain_id = ?", person.id(), person.id()))
                .isEqualTo(entries);
    }

    // append_erasure_entry
    @Test
    void theRecordSaysThatItWasErasedAndNotWhat() {
        hold();
        leave();
        support.submit(lookUp(person.email()).form("/erasure"), Map.of());
        String entry = owner.<String>work(
                sql -> sql.sql("""
                        select convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = vendor_chain() and kind = 'personal-data-erased'
                           and convert_from(payload, 'UTF8') like '%' || ? || '%'
                        """).params(person.id()).query(String.class).single());
        assertThat(entry).contains("\"passkeys\": 1", "\"name\": 1").doesNotContain(person.email(), person.name());
    }

    // access_of_account
    @Test
    void nobodyWhoStillHasAccessIsErased() {
        User file = tenant.member();
        User colleague = fixtures.deskPerson("EDITOR");
        fixtures.update("update user_account set source = 'INVITATION', key = null where id = ?", colleague.id());
        for (User active : List.of(person, file, colleague)) {
            Answer found = lookUp(active.email());
            assertThat(found.html().select("form[action$=/erasure]")).isEmpty();
            assertThat(found.html().select("#person-1 .desk-none").text()).contains("before you erase anything");
            Answer forged = support.post(
                    "/desk/personal-data/erasure",
                    Map.of(
                            "_csrf",
                            support.token(),
                            "email",
                            active.email(),
                            "account",
                            active.id().toString()));
            assertThat(forged.status()).isEqualTo(409);
        }
        assertThat(lookUp(person.email()).text()).contains(tenant.name());
        assertThat(count("user_account", "id = ? and password_hash is not null", person.id()))
                .isEqualTo(1);
    }

    // open_work_of in access_of_account: a new account with their address would be a second person
    @Test
    void nobodyIsErasedWhileSomethingThatTheyWroteIsStillToBeApproved() {
        User author = fixtures.deskPerson("EDITOR", "SUPPORT");
        User approver = fixtures.deskPerson("APPROVER");
        User colleague = fixtures.deskPerson("EDITOR", "SUPPORT");
        DeskDrafts calls = new DeskDrafts(desk);
        UUID draft = calls.draft(author);
        calls.change(author, draft, "TERMS", "999", "{\"kind\": \"MATERIAL\", \"texts\": {\"en\": \"New words.\"}}");
        String group = "group-" + UUID.randomUUID();
        calls.call(author, "create_access_group(?, 'A group')", group);
        calls.call(author, "propose_group_access(?, ?, null, null)", group, tenant.id());
        String rule =
                calls.call(author, "propose_request_rule(?, null, 'bank.example', null, 30)", issued.certification());
        String agreement = calls.call(
                author, "save_agreement(null, null, ?, 'We', 'They', date '2020-01-01', now(), null)", tenant.id());
        Issued withdrawn = fixtures.certificate();
        fixtures.retire(withdrawn);
        calls.call(author, "1 from request_purge(?, 'A mistake')", withdrawn.certificate());
        PaperAgreements papers = new PaperAgreements(fixtures, desk);
        UUID over = papers.inForce(tenant);
        papers.end(over);
        calls.call(author, "1 from request_paper_purge(?, 'A mistake')", over);
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", author.id());
        fixtures.update("update user_account set source = 'INVITATION', key = null where id = ?", author.id());

        assertThat(openWork(author))
                .containsExactly(
                        "/desk/drafts",
                        "/desk/groups",
                        "/desk/rules",
                        "/desk/agreements",
                        "/desk/withdrawn",
                        "/desk/agreements");
        calls.call(colleague, "1 from discard_draft(?, 2)", draft);
        assertNotErased(author);
        calls.call(
                approver,
                "decide_group_access(id, false) from access_group_proposal where group_code = ? and state = 'OPEN'",
                group);
        assertNotErased(author);
        calls.call(approver, "decide_request_rule(?, false)", UUID.fromString(rule));
        assertNotErased(author);
        calls.call(colleague, "1 from discard_agreement(?, 1)", UUID.fromString(agreement));
        assertNotErased(author);
        calls.call(approver, "1 from decline_purge(?)", withdrawn.certificate());
        assertThat(openWork(author)).containsExactly("/desk/agreements");
        assertNotErased(author);
        calls.call(approver, "1 from decline_paper_purge(?)", over);
        assertThat(openWork(author)).isEmpty();
        calls.call(colleague, "1 from retire_access_group(?)", group);
        assertThat(support.submit(lookUp(author.email()).form("/erasure"), Map.of())
                        .status())
                .isEqualTo(200);
    }

    private List<String> openWork(User author) {
        return lookUp(author.email()).html().select(".open-work a").eachAttr("href");
    }

    private void assertNotErased(User author) {
        assertDenied(
                "CC409",
                () -> desk.as(
                        fixtures.deskPerson("SUPPORT"),
                        sql -> sql.sql("select 1 from erase_account(?)")
                                .param(author.id())
                                .query()
                                .singleValue()));
    }

    // erase_address
    @Test
    void anAddressWithoutAnAccountIsForgotten() {
        String invited = "invited-" + UUID.randomUUID() + "@example.com";
        UUID invitation = actors.adminOf(tenant).invite(invited);
        String link = fixtures.invitationLink(invitation);
        assertThat(new Client(port).get(link).status()).isEqualTo(200);
        Answer found = lookUp(invited.toUpperCase(Locale.ROOT));
        assertThat(categories(found.html())).containsExactlyInAnyOrder("INVITATIONS", "MAILS");

        Answer erased = support.submit(found.form("/erasure"), Map.of());

        assertThat(erased.html().select("#nothing")).hasSize(1);
        assertThat(count("mail", "recipient = ?", invited)).isZero();
        assertThat(count("mailed_link", "subject_id = ?", invitation)).isZero();
        assertThat(count("invitation", "id = ?", invitation)).isZero();
        assertThat(new Client(port).get(link).status()).isEqualTo(404);
        // erase_address: append_invitation_entry
        assertThat(owner.<String>work(sql ->
                        sql.sql("""
                        select convert_from(payload, 'UTF8') from evidence_entry
                         where chain_id = ? and kind = 'invitation-withdrawn'
                        """).params(tenant.id()).query(String.class).single()))
                .contains(invitation.toString(), "(erased)")
                .doesNotContain(invited);
    }

    @Test
    void whatIsHeldWithTheAddressOfSomebodyElsesAccountIsTheirs() {
        Tenant other = fixtures.organization();
        actors.adminOf(other).invite(person.email());
        Answer found = lookUp(person.email());
        assertThat(categories(found.html())).contains("INVITATIONS");
        assertThat(found.html().select("form[action$=/erasure]")).isEmpty();
        Answer forged =
                support.post("/desk/personal-data/erasure", Map.of("_csrf", support.token(), "email", person.email()));
        assertThat(forged.status()).isEqualTo(409);
    }

    @Test
    void anErasedAccountDoesNotComeBack() {
        leave();
        support.submit(lookUp(person.email()).form("/erasure"), Map.of());
        assertDenied(
                "23514", () -> fixtures.update("update user_account set retired_at = null where id = ?", person.id()));
    }

    // require_desk_role, revoke all
    @Test
    void onlySupportErases() {
        leave();
        String erase = "select 1 from erase_account('" + person.id() + "')";
        for (String role : List.of("EDITOR", "APPROVER", "AUDITOR")) {
            User other = fixtures.deskPerson(role);
            assertDenied(
                    FORBIDDEN,
                    () -> desk.as(other, sql -> sql.sql(erase).query().singleValue()));
            assertDenied(
                    FORBIDDEN,
                    () -> desk.as(
                            other,
                            sql -> sql.sql("select 1 from erase_address('a@example.com')")
                                    .query()
                                    .singleValue()));
            if (!role.equals("AUDITOR")) {
                assertDenied(
                        FORBIDDEN,
                        () -> desk.as(
                                other,
                                sql -> sql.sql("select personal_data('a@example.com')")
                                        .query()
                                        .listOfRows()));
            }
        }
        for (String function : List.of(
                erase,
                "select 1 from erase_address('a@example.com')",
                "select personal_data('a@example.com')",
                "select delete_credentials('" + person.id() + "')",
                "select delete_outdated_data('1 day', '1 day', '1 day')")) {
            assertDenied(NO_PRIVILEGE, () -> application.sql(function).query().listOfRows());
        }
        assertDenied(
                NO_PRIVILEGE,
                () -> desk.as(
                        fixtures.deskPerson("SUPPORT"),
                        sql -> sql.sql("select delete_outdated_data('1 day', '1 day', '1 day')")
                                .query()
                                .listOfRows()));
        assertThat(count("user_account", "id = ? and email = ?", person.id(), person.email()))
                .isEqualTo(1);
    }

    // Look at DeskRightsIT for what the desk's role reads
    @Test
    void anAddressThatIsNoneIsRefusedBesideTheField() {
        Answer refused =
                support.submit(support.get("/desk/personal-data").form("/personal-data"), Map.of("email", "nobody"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.html().select("#email-error").text()).isEqualTo("Enter an e-mail address.");
        assertThat(refused.html().select("#email").val()).isEqualTo("nobody");
    }
}
