package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A vendor that consists of one person switches the second one off. */
class SecondPersonIT extends TwoApproversTest {

    @Autowired
    JdbcClient application;

    @AfterEach
    void switchOn() {
        require(true);
    }

    /** As the publication of a folder does. @return how many rows were changed */
    private int require(boolean secondPerson) {
        return fixtures.<Integer>asOwner(database -> database.sql("select publish_desk_approval(?)")
                .param(secondPerson)
                .query(Integer.class)
                .single());
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

    /** A draft that its author approved alone for a time that has come. */
    private UUID due() {
        require(false);
        UUID draft = submitted();
        assertThat(drafts.call(
                        alone,
                        "approve_draft(id, sha256, clock_timestamp() + interval '1 hour') from draft where id = ?",
                        draft))
                .isEqualTo("APPROVED");
        fixtures.update("update draft set publish_at = clock_timestamp() - interval '1 minute' where id = ?", draft);
        return draft;
    }

    // why_not_published: SECOND_PERSON; end_draft_approval; draft.html: approvalEnded
    @Test
    void whatWasApprovedAloneIsInReviewAgainOnceTheSecondPersonIsBack() {
        UUID draft = due();
        require(true);
        assertThat(drafts.call(another, "publish_draft(?)", draft)).isEqualTo("SECOND_PERSON");
        assertThat(drafts.call(another, "count(*) from due_drafts() due where due = ?", draft))
                .isEqualTo("0");
        assertThat(marked(draft)).containsExactly("draft-submitted", "draft-approved false", "draft-approval-ended");
        Client client = new Client(port).signIn(alone.email(), Fixtures.PASSWORD);
        Document page = client.get("/desk/drafts/" + draft).html();
        assertThat(page.getElementById("approval-ended").text()).contains("second person is required again");
        assertThat(page.getElementById("own")).isNotNull();

        assertThat(drafts.approve(another, draft)).isEqualTo("PUBLISHED");
        assertThat(client.get("/desk/drafts/" + draft).html().getElementById("approval-ended"))
                .isNull();
    }

    @Test
    void whatWasApprovedAloneIsPublishedWhileTheSecondPersonIsSwitchedOff() {
        assertThat(drafts.call(alone, "publish_draft(?)", due())).isEqualTo("PUBLISHED");
    }

    // publish_desk_approval: append_evidence
    @Test
    void theRecordHasAnEntryOfEachSwitch() {
        assertThat(require(true)).isZero();
        long before = last();
        assertThat(require(false)).isEqualTo(1);
        assertThat(require(false)).isZero();
        assertThat(require(true)).isEqualTo(1);
        assertThat(owner.<List<String>>work(database ->
                        database.sql("""
                        select kind from evidence_entry
                         where chain_id = vendor_chain() and sequence > ? and kind like 'second-person-%' order by sequence
                        """).param(before).query(String.class).list()))
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

    private List<String> alone(String kind, String path, Object id) {
        return owner.work(database -> database.sql("""
                        select coalesce(convert_from(payload, 'UTF8')::jsonb ->> 'secondPerson', 'true')
                          from evidence_entry where chain_id = vendor_chain() and kind = ?
                           and convert_from(payload, 'UTF8')::jsonb #>> cast(? as text[]) = ?
                        """)
                .params(kind, path, id.toString())
                .query(String.class)
                .list());
    }

    // decide_group_access, decide_request_rule, approve_agreement: "alone and requires_second_person()"
    @Test
    void oneOpensToCustomersAloneWhatTheyHaveProposedOnlyWhileTheSecondPersonIsSwitchedOff() {
        User one = fixtures.deskPerson("SUPPORT", "APPROVER");
        String group = "s" + UUID.randomUUID();
        drafts.call(one, "create_access_group(?, 'A group')", group);
        drafts.call(
                one,
                "propose_group_access(?, ?, null, null)",
                group,
                fixtures.organization().id());
        String place = "decide_group_access(id, true) from access_group_proposal where group_code = ?";
        String rule = drafts.call(one, "propose_request_rule(?, null, 'bank.example', null, 30)", code);
        String inForce = "decide_request_rule(cast(? as uuid), true)";
        UUID agreement = new PaperAgreements(fixtures, desk).open(fixtures.organization(), "-1 day", null);
        drafts.call(one, "submit_agreement(?, 1)", agreement);
        String approval = "approve_agreement(id, sha256) from signed_agreement where id = ?";

        assertThat(drafts.call(one, place, group)).isEqualTo("OWN");
        assertThat(drafts.call(one, inForce, rule)).isEqualTo("OWN");
        assertThat(drafts.call(one, approval, agreement)).isEqualTo("OWN");
        require(false);
        Client client = new Client(port).signIn(one.email(), Fixtures.PASSWORD);
        assertThat(client.get("/desk/groups/" + group)
                        .html()
                        .select("#proposals button")
                        .text())
                .contains("Approve alone");
        assertThat(client.get("/desk/rules")
                        .html()
                        .select("[data-rule=" + rule + "] button")
                        .text())
                .contains("Approve alone");
        assertThat(drafts.call(one, place, group)).isEqualTo("APPROVED");
        assertThat(drafts.call(one, inForce, rule)).isEqualTo("APPROVED");
        assertThat(drafts.call(one, approval, agreement)).isEqualTo("APPROVED");
        require(true);

        assertThat(alone("access-group-approved", "{group,code}", group)).containsExactly("false");
        assertThat(alone("request-rule-approved", "{rule,id}", rule)).containsExactly("false");
        assertThat(alone("agreement-approved", "{agreement,id}", agreement)).containsExactly("false");
        drafts.call(one, "1 from end_request_rule(cast(? as uuid))", rule);
        drafts.call(one, "1 from retire_access_group(?)", group);
    }

    // refuse_approval_alone
    @Test
    void evenTheOwnerApprovesNothingAloneWhileASecondPersonIsRequired() {
        PaperAgreements agreements = new PaperAgreements(fixtures, desk);
        UUID agreement = agreements.submitted(fixtures.organization(), "-1 day", null);
        String alone = """
                update signed_agreement
                   set state = 'APPROVED', approved_by = created_by, approved_at = now(), approved_alone = true where id = ?
                """;
        assertThatThrownBy(() -> fixtures.update(alone, agreement)).hasStackTraceContaining("an author cannot approve");
        require(false);
        // Undone: it is not in the record, as what the owner does alone.
        assertThatThrownBy(() -> fixtures.asOwner(database -> {
                    assertThat(database.sql(alone).param(agreement).update()).isEqualTo(1);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
    }

    // confirm_purge and check_purge ask for nobody's switch
    @Test
    void aPurgeNeedsTwoPersonsEvenThen() {
        Issued issued = fixtures.certificate();
        fixtures.retire(issued);
        require(false);
        drafts.call(alone, "1 from request_purge(?, 'It names another customer')", issued.certificate());
        assertThat(drafts.call(alone, "confirm_purge(id, sha256) from certificate where id = ?", issued.certificate()))
                .isEqualTo("OWN");
        drafts.call(alone, "1 from decline_purge(?)", issued.certificate());
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
            LockWaits.awaitAnother(database);
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
}
