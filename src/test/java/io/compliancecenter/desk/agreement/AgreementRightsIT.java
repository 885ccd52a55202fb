package io.compliancecenter.desk.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;

/** What the database refuses of agreements signed on paper, to the desk's role and to the owner. The comment at each test names what to take out of the migrations to see it fail. */
@IntegrationTest
class AgreementRightsIT {

    private static final String FORBIDDEN = "CC403";
    private static final String NOT_FOUND = "CC404";
    private static final String CHANGED = "CC409";
    private static final String NO_PRIVILEGE = "42501";
    private static final String CHECK_VIOLATION = "23514";

    @Autowired
    Fixtures fixtures;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    OwnerSql owner;

    PaperAgreements agreements;
    Tenant tenant;

    @BeforeEach
    void employ() {
        agreements = new PaperAgreements(fixtures, desk);
        tenant = fixtures.organization();
    }

    private String call(User user, String sql, Object... parameters) {
        return desk.as(
                user,
                database -> String.valueOf(
                        database.sql("select " + sql).params(parameters).query().singleValue()));
    }

    private static void assertRefused(String state, Runnable call) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(call::run)
                .satisfies(refusal -> assertThat(
                                ((SQLException) NestedExceptionUtils.getMostSpecificCause(refusal)).getSQLState())
                        .isEqualTo(state));
    }

    // V24__agreements.sql: no grants but "select", and not on the paper's content
    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into signed_agreement default values",
                "update signed_agreement set state = 'APPROVED'",
                "delete from signed_agreement",
                "insert into signed_agreement_author default values",
                "delete from signed_agreement_author",
                "insert into signed_agreement_paper (agreement_id, content) values (gen_random_uuid(), '')",
                "update signed_agreement_paper set content = ''",
                "select content from signed_agreement_paper",
                "select append_agreement_entry('agreement-approved', null, '{}')",
                "select * from own_signed_agreements(now())",
                "insert into download_permit (signed_agreement_id) values (gen_random_uuid())"
            })
    void theDesksRoleWritesNoTable(String sql) {
        assertRefused(
                NO_PRIVILEGE,
                () -> desk.as(agreements.support(), database -> {
                    database.sql(sql).query((row, number) -> 1).list();
                    return 1;
                }));
    }

    // require_desk_role and its like in each function
    @Test
    void onlyTheRolesThatAFunctionNamesMayCallIt() {
        UUID open = agreements.open(tenant, "-1 day", null);
        UUID submitted = agreements.submitted(tenant, "-1 day", null);
        UUID approved = agreements.inForce(tenant);
        User support = agreements.support();
        User approver = agreements.approver();
        User auditor = fixtures.deskPerson("AUDITOR");
        User editor = fixtures.deskPerson("EDITOR");
        String save = "save_agreement(null, null, ?, 'A', 'B', current_date, now(), null)";
        for (User other : List.of(approver, auditor, editor, tenant.admin())) {
            assertRefused(FORBIDDEN, () -> call(other, save, tenant.id()));
            assertRefused(FORBIDDEN, () -> call(other, "put_agreement_paper(?, 'x')", open));
            assertRefused(FORBIDDEN, () -> call(other, "submit_agreement(?, 1)", open));
            assertRefused(FORBIDDEN, () -> call(other, "discard_agreement(?, 1)", open));
        }
        for (User other : List.of(support, auditor, editor, tenant.admin())) {
            assertRefused(FORBIDDEN, () -> call(other, "approve_agreement(?, sha256(''))", submitted));
        }
        for (User other : List.of(auditor, editor, tenant.admin())) {
            assertRefused(FORBIDDEN, () -> call(other, "return_agreement(?, 2, null)", submitted));
            assertRefused(FORBIDDEN, () -> call(other, "end_agreement(?, 'A reason')", approved));
        }
        for (User other : List.of(editor, tenant.admin())) {
            assertRefused(FORBIDDEN, () -> call(other, "read_agreement_paper(?, 1, 1)", approved));
        }
        assertThat(call(tenant.admin(), "count(*) from signed_agreement")).isEqualTo("0");
    }

    // approve_agreement: 'OWN'; without it, signed_agreement_second_person and the authors
    @Test
    void noneOfItsAuthorsApprovesIt() {
        User both = fixtures.deskPerson("SUPPORT", "APPROVER");
        UUID agreement = agreements.open(tenant, "-1 day", null);
        call(both, "save_agreement(?, 1, ?, 'A', 'B', date '2026-01-01', now(), null)", agreement, tenant.id());
        call(agreements.support(), "submit_agreement(?, 2)", agreement);
        assertThat(agreements.approve(both, agreement)).isEqualTo("OWN");
        assertThat(agreements.approve(agreements.approver(), agreement)).isEqualTo("APPROVED");
        UUID submittedByBoth = agreements.open(tenant, "-1 day", null);
        call(both, "submit_agreement(?, 1)", submittedByBoth);
        assertThat(agreements.approve(both, submittedByBoth)).isEqualTo("OWN");
    }

    // signed_agreement_second_person
    @Test
    void evenTheOwnerCannotMakeItsAuthorTheApprover() {
        UUID agreement = agreements.submitted(tenant, "-1 day", null);
        assertRefused(
                CHECK_VIOLATION,
                () -> fixtures.update(
                        "update signed_agreement set state = 'APPROVED', approved_by = created_by, approved_at = now() where id = ?",
                        agreement));
    }

    // approve_agreement: 'CHANGED', PAST and RENAMED
    @Test
    void whatIsApprovedIsWhatWasSeen() {
        UUID agreement = agreements.submitted(tenant, "-1 day", null);
        assertThat(call(agreements.approver(), "approve_agreement(?, sha256('other'))", agreement))
                .isEqualTo("CHANGED");
        call(agreements.support(), "return_agreement(?, 2, 'Wrong')", agreement);
        assertThat(agreements.approve(agreements.approver(), agreement)).isEqualTo("CHANGED");
        UUID renamed = agreements.submitted(tenant, "-1 day", null);
        fixtures.update("update organization set name = 'Another company' where id = ?", tenant.id());
        assertThat(agreements.approve(agreements.approver(), renamed)).isEqualTo("RENAMED");
        UUID past = agreements.submitted(fixtures.organization(), "-1 day", "1 second");
        agreements.awaitEnd(past);
        assertThat(agreements.approve(agreements.approver(), past)).isEqualTo("PAST");
    }

    // signed_agreement_sha256: the paper and each particular
    @Test
    void theHashIsOfThePaperAndOfAllThatItSays() {
        UUID agreement = agreements.submitted(tenant, "-1 day", "1 hour");
        String hash = "select encode(signed_agreement_sha256(a), 'hex') from signed_agreement a where id = ?";
        List<String> hashes = owner.work(sql -> {
            sql.sql("alter table signed_agreement disable trigger user").update();
            sql.sql("alter table signed_agreement_paper disable trigger user").update();
            List<String> found = Stream.concat(
                            Stream.of(""),
                            Stream.of(
                                    "signed_agreement set vendor_party = 'X' where id",
                                    "signed_agreement set customer_party = 'X' where id",
                                    "signed_agreement set signed_on = signed_on - 1 where id",
                                    "signed_agreement set in_force_from = in_force_from - interval '1 day' where id",
                                    "signed_agreement set in_force_until = null where id",
                                    "signed_agreement set organization_name = 'X' where id",
                                    "signed_agreement_paper set content = 'X' where agreement_id"))
                    .map(change -> {
                        if (!change.isEmpty()) {
                            sql.sql("update " + change + " = ?")
                                    .param(agreement)
                                    .update();
                        }
                        return sql.sql(hash)
                                .param(agreement)
                                .query(String.class)
                                .single();
                    })
                    .toList();
            sql.sql("alter table signed_agreement enable trigger user").update();
            sql.sql("alter table signed_agreement_paper enable trigger user").update();
            return found;
        });
        assertThat(hashes).hasSize(8).doesNotHaveDuplicates();
        assertThat(agreements.approve(agreements.approver(), agreement)).isEqualTo("CHANGED");
    }

    // save_agreement, put_agreement_paper: the state
    @Test
    void whatWasSubmittedIsNotChanged() {
        UUID submitted = agreements.submitted(tenant, "-1 day", null);
        UUID approved = agreements.inForce(tenant);
        for (UUID agreement : List.of(submitted, approved)) {
            for (int revision : List.of(1, 2, 3)) {
                assertRefused(
                        CHANGED,
                        () -> call(
                                agreements.support(),
                                "save_agreement(?, ?, ?, 'A', 'B', date '2026-01-01', now(), null)",
                                agreement,
                                revision,
                                tenant.id()));
            }
            assertRefused(
                    NOT_FOUND, () -> call(agreements.support(), "put_agreement_paper(?, 'Another paper')", agreement));
        }
        assertRefused(CHANGED, () -> call(agreements.support(), "submit_agreement(?, 3)", approved));
        assertRefused(CHANGED, () -> call(agreements.approver(), "return_agreement(?, 3, null)", approved));
        assertRefused(CHANGED, () -> call(agreements.support(), "discard_agreement(?, 3)", approved));
    }

    // keep_signed_agreement, keep_agreement_paper, refuse_change
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update signed_agreement set customer_party = 'Somebody else' where id = '%s'",
                "update signed_agreement set in_force_until = now() + interval '1 year' where id = '%s'",
                "update signed_agreement set sha256 = sha256('') where id = '%s'",
                "update signed_agreement set state = 'OPEN', submitted_by = null, submitted_at = null, organization_name = null, sha256 = null, approved_by = null, approved_at = null where id = '%s'",
                "delete from signed_agreement where id = '%s'",
                "update signed_agreement_paper set content = 'Another paper' where agreement_id = '%s'",
                "delete from signed_agreement_paper where agreement_id = '%s'"
            })
    void anApprovedAgreementIsNotChangedEvenByTheOwner(String sql) {
        assertRefused(CHANGED, () -> fixtures.update(sql.formatted(agreements.inForce(tenant))));
    }

    // keep_signed_agreement: "old.ended_at is not null"
    @Test
    void anEndIsNotTakenBack() {
        UUID agreement = agreements.inForce(tenant);
        agreements.end(agreement);
        assertRefused(
                CHANGED,
                () -> fixtures.update(
                        "update signed_agreement set ended_at = null, ended_by = null, end_reason = null where id = ?",
                        agreement));
        assertThat(call(agreements.support(), "end_agreement(?, 'Again')", agreement))
                .isEqualTo("false");
    }

    // submit_agreement: INCOMPLETE
    @Test
    void withoutAPaperNothingIsSubmitted() {
        UUID agreement = UUID.fromString(call(
                agreements.support(),
                "save_agreement(null, null, ?, 'A', 'B', date '2026-01-01', now(), null)",
                tenant.id()));
        assertThat(call(agreements.support(), "submit_agreement(?, 1)", agreement))
                .isEqualTo("INCOMPLETE");
    }

    // "for update" in approve_agreement
    @Test
    void oneOfTwoWhoApproveItAtOnceIsTold() throws Exception {
        UUID agreement = agreements.submitted(tenant, "-1 day", null);
        User other = fixtures.deskPerson("APPROVER");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<String> one = threads.submit(() -> agreements.approve(agreements.approver(), agreement));
            Future<String> two = threads.submit(() -> agreements.approve(other, agreement));
            assertThat(List.of(one.get(), two.get())).containsExactlyInAnyOrder("APPROVED", "CHANGED");
        } finally {
            threads.shutdownNow();
        }
    }
}
