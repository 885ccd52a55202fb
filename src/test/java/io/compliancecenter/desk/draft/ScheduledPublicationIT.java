package io.compliancecenter.desk.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import java.util.UUID;
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

    // publish: the exceptions of one draft
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

        assertThat(state(stuck)).isEqualTo("APPROVED");
        assertThat(state(next)).isEqualTo("PUBLISHED");
        assertThat(state(later)).isEqualTo("APPROVED");
    }
}
