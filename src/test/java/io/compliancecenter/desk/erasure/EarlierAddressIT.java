package io.compliancecenter.desk.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
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

/** An account is found by each address that it had, wherever one is still kept: accounts_with_address. */
@IntegrationTest
class EarlierAddressIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    Tenant tenant;
    Client support;

    @BeforeEach
    void signIn() {
        tenant = fixtures.organization();
        support = new Client(port).signIn(fixtures.deskPerson("SUPPORT").email(), Fixtures.PASSWORD);
    }

    private Answer lookUp(String email) {
        return support.submit(support.get("/desk/personal-data").form("/personal-data"), Map.of("email", email));
    }

    private void changeAddress(User person) {
        fixtures.update("update user_account set email = ? where id = ?", "new-" + person.email(), person.id());
    }

    private void assertFound(String address, User person) {
        assertThat(lookUp(address).html().select(".people h2").eachText())
                .as(address)
                .singleElement()
                .asString()
                .startsWith(person.name());
    }

    // evidence_entry
    @Test
    void byTheRecordOfTheirSignIns() {
        User member = tenant.member();
        User other = tenant.admin();
        new Client(port).signIn(member.email(), Fixtures.PASSWORD);
        new Client(port).signIn(other.email(), Fixtures.PASSWORD);
        changeAddress(member);
        assertFound(member.email(), member);
        assertFound("new-" + member.email(), member);
        assertThat(lookUp("nobody-" + member.email()).html().select("#nothing")).hasSize(1);
    }

    // address_of_entry: the address as bytes are escaped
    @Test
    void byAnAddressThatIsNotAscii() {
        User member = tenant.member();
        String address = "j\u00fcrgen.o'neill+" + UUID.randomUUID() + "@b\u00fccher.example";
        fixtures.update("update user_account set email = ? where id = ?", address, member.id());
        fixtures.update("do $$ begin perform record_failed_sign_in('" + member.id()
                + "', 'password', '192.0.2.1', ''); end $$");
        changeAddress(member);
        assertFound(address, member);
    }

    // After the account has none any more, the record still has it.
    @Test
    void afterTheAccountWasErased() {
        User member = fixtures.invitedMember(tenant, "MEMBER");
        new Client(port).signIn(member.email(), Fixtures.PASSWORD);
        fixtures.update("update member set retired_at = now() where user_id = ?", member.id());
        Answer erased = support.submit(lookUp(member.email()).form("/erasure"), Map.of());
        assertThat(erased.html().select(".people h2").eachText())
                .singleElement()
                .asString()
                .startsWith("Erased account");
        assertThat(erased.html().select("[data-category]").eachAttr("data-category"))
                .contains("SIGN_INS");
    }

    // desk_address
    @Test
    void byTheAddressesThatTheDeskKeeps() {
        User person = fixtures.deskPerson("EDITOR");
        changeAddress(person);
        assertFound(person.email(), person);
    }

    // mail
    @Test
    void byTheMailThatWasSentThere() {
        User member = tenant.member();
        fixtures.update("""
                insert into mail (kind, recipient, locale, parameters, subject_id, next_attempt_at, sent_at)
                values ('password-in-files', ?, 'en', '{"name": "A"}', ?, null, now())
                """, member.email(), member.id());
        changeAddress(member);
        assertFound(member.email(), member);
    }

    // acceptance
    @Test
    void byTheTermsThatTheyAgreedTo() {
        Issued issued = fixtures.certificate();
        User admin = tenant.admin();
        Actor actor = actors.adminOf(tenant);
        actor.inTransaction(database -> actor.agree(database, issued));
        changeAddress(admin);
        assertFound(admin.email(), admin);
        fixtures.retire(issued);
    }

    // invitation; account_of_mail in address_data and erase_address: its mail is the account's as well
    @Test
    void byTheInvitationThatTheyAccepted() {
        User member = fixtures.invitedMember(tenant, "MEMBER");
        String invited = "another-" + member.email();
        UUID invitation = actors.adminOf(tenant).invite(invited);
        fixtures.update(
                "update invitation set accepted_at = now(), accepted_by = ? where id = ?", member.id(), invitation);
        assertFound(invited, member);
        assertThat(lookUp(member.email()).html().select("[data-category]").eachAttr("data-category"))
                .contains("MAILS", "INVITATIONS");

        UUID open = actors.adminOf(fixtures.organization()).invite(invited);
        support.submit(lookUp(invited).form("/erasure"), Map.of());
        assertThat(mails(open)).isZero();
        assertThat(mails(invitation)).isEqualTo(1);
        assertFound(invited, member);
    }

    private long mails(UUID subject) {
        return owner.<Long>work(sql -> sql.sql("select count(*) from mail where subject_id = ?")
                .param(subject)
                .query(Long.class)
                .single());
    }

    // V36__rights_and_indexes.sql, evidence_entry_own_address. Whoever may ask does not wait for a database that reads
    // the whole record.
    @Test
    void withoutReadingTheWholeRecord() {
        String plan = String.join("\n", owner.<List<String>>work(sql -> {
            // It is so small that PostgreSQL would rather read all of it.
            sql.sql("set local enable_seqscan = off").update();
            return sql.sql("explain select * from accounts_with_address('somebody@example.com')")
                    .query(String.class)
                    .list();
        }));
        assertThat(plan)
                .contains(
                        "evidence_entry_own_address",
                        "acceptance_email",
                        "download_permit_email",
                        "invitation_email",
                        "mail_recipient",
                        "user_account_email")
                .doesNotContain("Seq Scan");
    }
}
