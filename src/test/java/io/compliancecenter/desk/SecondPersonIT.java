package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.DeskDrafts;
import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnThread;
import io.compliancecenter.testing.OwnerSql;
import io.compliancecenter.testing.PaperAgreements;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A vendor that consists of one person switches the second one off. */
@IntegrationTest
class SecondPersonIT {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    JdbcClient application;

    DeskDrafts drafts;
    User alone;
    User another;
    String code;

    @BeforeEach
    void employ() {
        drafts = new DeskDrafts(desk);
        alone = fixtures.deskPerson("EDITOR", "APPROVER");
        another = fixtures.deskPerson("APPROVER");
        code = fixtures.deskCertification();
    }

    @AfterEach
    void switchOn() {
        require(true);
    }

    /** As the publication of a folder does. @return how many rows were changed */
    private int require(boolean secondPerson) {
        return owner.<Integer>work(database -> database.sql("select publish_desk_approval(?)")
                .param(secondPerson)
                .query(Integer.class)
                .single());
    }

    private UUID submitted() {
        UUID draft = drafts.draft(alone);
        drafts.change(alone, draft, "CERTIFICATION", code, """
                {"name": "Renamed %s", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}
                """.formatted(draft));
        assertThat(drafts.submit(alone, draft)).isEqualTo("SUBMITTED");
        return draft;
    }

    private List<String> marked(UUID draft) {
        return owner.work(
                database -> database.sql("""
                        select kind || coalesce(' ' || (convert_from(payload, 'UTF8')::jsonb ->> 'secondPerson'), '')
                          from evidence_entry where subject_id = ? order by sequence
                        """).param(draft).query(String.class).list());
    }

    // approve_draft: requires_second_person; append_draft_entry: 'secondPerson'
    @Test
    void oneApprovesTheirOwnDraftOnlyWhileTheSecondPersonIsSwitchedOff() {
        UUID draft = submitted();
        assertThat(drafts.approve(alone, draft)).isEqualTo("OWN");
        require(false);
        assertThat(drafts.approve(alone, draft)).isEqualTo("PUBLISHED");
        assertThat(marked(draft)).containsExactly("draft-submitted", "draft-approved false", "draft-published false");
        require(true);
        assertThat(drafts.approve(alone, submitted())).isEqualTo("OWN");
    }

    @Test
    void whatASecondPersonApprovesIsNotMarked() {
        require(false);
        UUID draft = submitted();
        assertThat(drafts.approve(another, draft)).isEqualTo("PUBLISHED");
        assertThat(marked(draft)).containsExactly("draft-submitted", "draft-approved", "draft-published");
    }

    // publish_draft: "alone and requires_second_person()"
    @Test
    void whatWasApprovedAloneIsNotPublishedOnceTheSecondPersonIsBack() {
        require(false);
        UUID draft = submitted();
        assertThat(drafts.call(
                        alone,
                        "approve_draft(id, sha256, clock_timestamp() + interval '1 hour') from draft where id = ?",
                        draft))
                .isEqualTo("APPROVED");
        fixtures.update("update draft set publish_at = clock_timestamp() - interval '1 minute' where id = ?", draft);
        require(true);
        assertThatThrownBy(() -> drafts.call(alone, "publish_draft(?)", draft))
                .hasStackTraceContaining("an author cannot approve");
        require(false);
        assertThat(drafts.call(alone, "publish_draft(?)", draft)).isEqualTo("PUBLISHED");
    }

    // publish_desk_approval: append_evidence
    @Test
    void theRecordHasAnEntryOfEachSwitch() {
        assertThat(require(true)).isZero();
        long before = last();
        assertThat(require(false)).isEqualTo(1);
        assertThat(require(false)).isZero();
        assertThat(require(true)).isEqualTo(1);
        assertThat(owner.<List<String>>work(database -> database.sql(
                                "select kind from evidence_entry where chain_id = vendor_chain() and sequence > ? order by 1 desc")
                        .param(before)
                        .query(String.class)
                        .list()))
                .containsExactly("second-person-switched-off", "second-person-required");
    }

    private long last() {
        return owner.<Long>work(
                database -> database.sql("select max(sequence) from evidence_entry where chain_id = vendor_chain()")
                        .query(Long.class)
                        .single());
    }

    // R__90_desk_review.sql: "revoke all … from public"; V28__review.sql: no grant but "select"
    @Test
    void neitherDeskNorCustomersSwitchItOff() {
        for (String attempt : List.of(
                "select publish_desk_approval(false)",
                "update desk_approval set second_person = false returning 1",
                "insert into desk_approval (id, second_person) values (true, false) returning 1",
                "delete from desk_approval returning 1")) {
            assertThatThrownBy(() -> desk.as(
                            alone,
                            database ->
                                    database.sql(attempt).query(Integer.class).single()))
                    .as(attempt)
                    .hasStackTraceContaining("permission denied");
            assertThatThrownBy(
                            () -> application.sql(attempt).query(Integer.class).single())
                    .as(attempt)
                    .hasStackTraceContaining("permission denied");
        }
        assertThat(drafts.approve(alone, submitted())).isEqualTo("OWN");
    }

    // SinglePersonNotice; draft.html: page.alone
    @Test
    void eachPageOfTheDeskAndTheButtonSaySo() {
        UUID draft = submitted();
        Client client = new Client(port).signIn(alone.email(), Fixtures.PASSWORD);
        String page = "/desk/drafts/" + draft;
        assertThat(client.get("/desk").html().getElementById("single-person")).isNull();
        Document refused = client.get(page).html();
        assertThat(refused.getElementById("own")).isNotNull();
        assertThat(refused.getElementById("approve")).isNull();

        require(false);
        for (String each :
                List.of("/desk", "/desk/catalogue", "/desk/drafts", "/desk/customers", "/desk/terms", page)) {
            assertThat(client.get(each).html().getElementById("single-person").text())
                    .as(each)
                    .contains("Nobody else has to approve");
        }
        Answer review = client.get(page);
        assertThat(review.html().getElementById("alone").text()).contains("nobody else approves it");
        assertThat(review.html().select("#approve button").text()).isEqualTo("Approve and publish alone");
        assertThat(client.submit(review.form("/approval"), Map.of()).location()).endsWith("?done=PUBLISHED");
    }

    /** Another account with the address of this person, who has the role at the desk by a provider. */
    private User ofProvider(User person, String role) {
        return fixtures.asOwner(database -> {
            UUID id = database.sql(
                            "insert into user_account (email, name, source) values (?, ?, 'PROVIDER') returning id")
                    .params(person.email(), person.name())
                    .query(UUID.class)
                    .single();
            database.sql(
                            "insert into desk_member (user_id, role, source, issuer) values (?, ?, 'PROVIDER', 'https://idp.example')")
                    .params(id, role)
                    .update();
            return new User(id, person.email(), person.name());
        });
    }

    // is_same_person
    @Test
    void anotherAccountWithTheSameAddressIsNoSecondPerson() {
        assertThat(drafts.approve(ofProvider(alone, "APPROVER"), submitted())).isEqualTo("OWN");

        PaperAgreements agreements = new PaperAgreements(fixtures, desk);
        UUID agreement = agreements.submitted(fixtures.organization(), "-1 day", null);
        assertThat(agreements.approve(ofProvider(agreements.support(), "APPROVER"), agreement))
                .isEqualTo("OWN");

        User support = fixtures.deskPerson("SUPPORT");
        User twin = ofProvider(support, "APPROVER");
        String group = "s" + UUID.randomUUID();
        drafts.call(support, "create_access_group(?, 'A group')", group);
        drafts.call(
                support,
                "propose_group_access(?, ?, null, null)",
                group,
                fixtures.organization().id());
        String decided =
                "decide_group_access(id, true) from access_group_proposal where group_code = ? and state = 'OPEN'";
        assertThat(drafts.call(twin, decided, group)).isEqualTo("OWN");
        drafts.call(support, "1 from retire_access_group(?)", group);

        UUID rule =
                UUID.fromString(drafts.call(support, "propose_request_rule(?, null, 'bank.example', null, 30)", code));
        assertThat(drafts.call(twin, "decide_request_rule(?, true)", rule)).isEqualTo("OWN");
        assertThat(drafts.call(twin, "decide_request_rule(?, false)", rule)).isEqualTo("DECLINED");
    }

    // is_same_person in confirm_purge and check_purge
    @Test
    void anotherAccountWithTheSameAddressDoesNotConfirmAPurge() {
        Issued issued = fixtures.certificate();
        fixtures.retire(issued);
        User twin = ofProvider(alone, "APPROVER");
        drafts.call(alone, "1 from request_purge(?, 'It names another customer')", issued.certificate());
        assertThat(drafts.call(twin, "confirm_purge(id, sha256) from certificate where id = ?", issued.certificate()))
                .isEqualTo("OWN");
        drafts.call(alone, "1 from decline_purge(?)", issued.certificate());
    }

    // approve_draft: "alone" is read under the lock
    @Test
    void whoeverBecomesAnAuthorBeforeTheirApprovalIsDecidedIsRefused() throws Exception {
        User author = fixtures.deskPerson("EDITOR");
        UUID draft = drafts.draft(author);
        String content = """
                {"name": "Renamed %s", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}
                """.formatted(draft);
        drafts.change(author, draft, "CERTIFICATION", code, content);
        drafts.submit(author, draft);
        byte[] seen = desk.as(
                alone,
                database -> database.sql("select sha256 from draft where id = ?")
                        .param(draft)
                        .query(byte[].class)
                        .single());

        CompletableFuture<String> approval = desk.as(alone, database -> {
            database.sql("select 1 from draft d, return_draft(d.id, d.revision, null) where d.id = ?")
                    .param(draft)
                    .query(Integer.class)
                    .single();
            CompletableFuture<String> waiting = OwnThread.supply(() ->
                    drafts.call(alone, "approve_draft(?, ?, clock_timestamp() + interval '1 hour')", draft, seen));
            awaitAnother(database);
            database.sql("""
                            select 1 from draft d, put_draft_change(d.id, d.revision, 'CERTIFICATION', ?, cast(? as jsonb)) where d.id = ?
                            """).params(code, content, draft).query(Integer.class).single();
            database.sql("select submit_draft(d.id, d.revision) from draft d where d.id = ?")
                    .param(draft)
                    .query(String.class)
                    .single();
            return waiting;
        });
        assertThat(approval.get(30, TimeUnit.SECONDS)).isEqualTo("OWN");
    }

    /** Waits until another transaction waits for this one. */
    private static void awaitAnother(JdbcClient database) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!database.sql(
                        "select exists (select from pg_locks l where pg_backend_pid() = any (pg_blocking_pids(l.pid)))")
                .query(Boolean.class)
                .single()) {
            assertThat(System.nanoTime()).as("nobody waits").isLessThan(end);
        }
    }
}
