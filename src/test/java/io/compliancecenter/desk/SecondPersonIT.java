package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.DeskDrafts;
import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
}
