package io.compliancecenter.desk;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Somebody who edits and approves, and somebody else who approves. */
@IntegrationTest
abstract class TwoApproversTest {

    @LocalServerPort
    int port;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    DeskRoleSql desk;

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

    /** A draft of the first, in review. */
    final UUID submitted() {
        UUID draft = drafts.draft(alone);
        drafts.change(alone, draft, "CERTIFICATION", code, """
                {"name": "Renamed %s", "status": "CERTIFIED", "summary": "S", "assures": "A", "audits": []}
                """.formatted(draft));
        assertThat(drafts.submit(alone, draft)).isEqualTo("SUBMITTED");
        return draft;
    }
}
