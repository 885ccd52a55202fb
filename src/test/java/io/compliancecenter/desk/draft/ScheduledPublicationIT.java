package io.compliancecenter.desk.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Drafts that are approved for later. */
@IntegrationTest
class ScheduledPublicationIT {

    @Autowired
    Fixtures fixtures;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    OwnerSql owner;

    @Autowired
    ScheduledPublication publication;

    User editor;
    User approver;

    @BeforeEach
    void employ() {
        editor = fixtures.deskPerson("EDITOR");
        approver = fixtures.deskPerson("APPROVER");
    }

    private String call(User user, String sql, Object... parameters) {
        return desk.as(
                user,
                database -> String.valueOf(
                        database.sql("select " + sql).params(parameters).query().singleValue()));
    }

    /** A draft that renames the certification, approved for later. */
    private UUID approved(String code) {
        UUID draft = UUID.fromString(call(editor, "create_draft('A draft')"));
        call(
                editor,
                "1 from put_draft_change(?, 1, 'CERTIFICATION', ?, jsonb_build_object('name', cast(? as text), 'status',"
                        + " 'CERTIFIED', 'summary', 'S', 'assures', 'A', 'audits', jsonb_build_array()))",
                draft,
                code,
                "Renamed " + draft);
        assertThat(call(editor, "submit_draft(?, 2)", draft)).isEqualTo("SUBMITTED");
        assertThat(call(
                        approver,
                        "approve_draft(id, sha256, clock_timestamp() + interval '1 hour') from draft where id = ?",
                        draft))
                .isEqualTo("APPROVED");
        return draft;
    }

    private String state(UUID draft) {
        return call(editor, "state from draft where id = ?", draft);
    }

    private void due(UUID draft) {
        fixtures.update("update draft set publish_at = clock_timestamp() - interval '1 minute' where id = ?", draft);
    }

    private List<String> recorded(UUID draft) {
        return owner.work(
                database -> database.sql("""
                        select kind || coalesce(' ' || (convert_from(payload, 'UTF8')::jsonb ->> 'reason'), '')
                          from evidence_entry where subject_id = ? order by sequence
                        """).param(draft).query(String.class).list());
    }

    /** The second finds it published; without that check, a constraint of the table refuses it. */
    @Test
    void twoInstancesPublishADraftOnce() {
        UUID draft = approved(fixtures.deskCertification());
        due(draft);

        List<CompletableFuture<Void>> instances = owner.work(database -> {
            database.sql("select lock_publication()").query().singleRow();
            List<CompletableFuture<Void>> waiting = Stream.of(1, 2)
                    .map(instance -> OwnThread.supply(() -> {
                        publication.publishDue();
                        return (Void) null;
                    }))
                    .toList();
            LockWaits.awaitOthers(database, 2);
            return waiting;
        });

        assertThat(instances).allSatisfy(instance -> assertThat(instance).succeedsWithin(Duration.ofMinutes(1)));
        assertThat(state(draft)).isEqualTo("PUBLISHED");
        assertThat(recorded(draft)).containsExactly("draft-submitted", "draft-approved", "draft-published");
    }

    // why_not_published: WITHDRAWN
    @Test
    void aDraftWhoseApproverHasLeftNeedsAnotherApproval() {
        UUID draft = approved(fixtures.deskCertification());
        due(draft);
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", approver.id());

        publication.publishDue();
        publication.publishDue();

        assertThat(state(draft)).isEqualTo("IN_REVIEW");
        assertThat(recorded(draft))
                .containsExactly("draft-submitted", "draft-approved", "draft-approval-ended withdrawn");
    }

    // publish_draft: the exceptions of apply_draft
    @Test
    void aDraftThatCannotBeAppliedIsOpenAgainAndLeavesNothingBehind() {
        List<String> codes = Stream.of(fixtures.deskCertification(), fixtures.deskCertification())
                .sorted()
                .toList();
        UUID draft = UUID.fromString(call(editor, "create_draft('A draft')"));
        String change =
                "1 from put_draft_change(?, ?, 'CERTIFICATION', ?, jsonb_build_object('name', nullif(?, ''), 'status',"
                        + " 'CERTIFIED', 'summary', 'S', 'assures', 'A', 'audits', jsonb_build_array()))";
        call(editor, change, draft, 1, codes.get(0), "Renamed");
        call(editor, change, draft, 2, codes.get(1), "");
        assertThat(call(editor, "submit_draft(?, 3)", draft)).isEqualTo("SUBMITTED");
        assertThat(call(
                        approver,
                        "approve_draft(id, sha256, clock_timestamp() + interval '1 hour') from draft where id = ?",
                        draft))
                .isEqualTo("APPROVED");
        due(draft);

        publication.publishDue();

        assertThat(state(draft)).isEqualTo("OPEN");
        assertThat(recorded(draft)).last().isEqualTo("draft-approval-ended contradictory");
        assertThat(call(editor, "name from certification where code = ?", codes.get(0)))
                .isEqualTo("Certification " + codes.get(0));
    }

    // publish: one draft after the other; why_not_publishable: MOVED
    @Test
    void aDraftThatCannotBePublishedDoesNotKeepOthersFromIt() {
        String moved = fixtures.deskCertification();
        UUID stuck = approved(moved);
        UUID next = approved(fixtures.deskCertification());
        UUID later = approved(fixtures.deskCertification());
        call(editor, "1 from change_manager('CERTIFICATION', ?, 'FOLDER')", moved);
        String due = "update draft set publish_at = clock_timestamp() - cast(? as interval) where id = ?";
        fixtures.update(due, "2 minutes", stuck);
        fixtures.update(due, "1 minute", next);

        publication.publishDue();

        assertThat(state(stuck)).isEqualTo("OPEN");
        assertThat(recorded(stuck)).last().isEqualTo("draft-approval-ended moved");
        assertThat(state(next)).isEqualTo("PUBLISHED");
        assertThat(state(later)).isEqualTo("APPROVED");
    }

    // ScheduledPublication.publish: the last catch
    @Test
    void aDraftThatCannotBeReachedDoesNotKeepOthersFromIt() {
        UUID stuck = approved(fixtures.deskCertification());
        UUID next = approved(fixtures.deskCertification());
        String due = "update draft set publish_at = clock_timestamp() - cast(? as interval) where id = ?";
        fixtures.update(due, "2 minutes", stuck);
        fixtures.update(due, "1 minute", next);

        owner.work(database -> {
            database.sql("select from draft where id = ? for update")
                    .param(stuck)
                    .query(rows -> {});
            return OwnThread.run(publication::publishDue).join();
        });

        assertThat(state(stuck)).isEqualTo("APPROVED");
        assertThat(state(next)).isEqualTo("PUBLISHED");
    }
}
