package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.DeskDrafts;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Agreements signed on paper, and the permits under them, are compared with what the entries of the record say of them. */
class AgreementComparisonIT extends ComparedRecord {

    private static final List<String> TABLES = List.of(
            "signed_agreement", "signed_agreement_paper", "evidence_entry", "download_permit", "agreement_paper_purge");

    @Autowired
    DeskRoleSql desk;

    @Test
    void aPermitUnderAnAgreementSignedOutsideIsAsRecorded() throws Exception {
        underAgreement();
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
        }
    }

    // RecordedFact: AGREEMENT and the agreement in PERMIT; signed_agreement_sha256
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update signed_agreement set customer_party = 'Somebody else' where id = ?",
                "update signed_agreement set signed_on = signed_on - 1 where id = ?",
                "update signed_agreement set in_force_from = in_force_from - interval '1 second' where id = ?",
                "update signed_agreement set sha256 = sha256('') where id = ?",
                "update signed_agreement_paper set content = 'Another paper' where agreement_id = ?",
                "update evidence_entry set kind = 'agreement-agreed' where kind = 'agreement-approved' and subject_id = ?",
                "update download_permit set agreement_signed_on = agreement_signed_on + 1 where signed_agreement_id = ?"
            })
    void anAgreementThatWasAlteredAfterItsApprovalIsFound(String alteration) throws Exception {
        UUID agreement = underAgreement();
        try (Connection connection = connection()) {
            JdbcClient sql = unprotected(connection);
            assertThat(sql.sql(alteration).param(agreement).update()).isPositive();
            assertThat(comparison(connection))
                    .containsAnyOf("FAIL  agreement " + agreement, "FAIL  permit " + permit(sql, agreement));
            connection.rollback();
        }
    }

    // RecordDatabase.AGREEMENT_NOT_RECORDED: "ended_at is not null"
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update signed_agreement set ended_at = null, ended_by = null, end_reason = null where id = ?",
                "update evidence_entry set kind = 'agreement-finished' where kind = 'agreement-ended' and subject_id = ?"
            })
    void theEndOfAnAgreementThatWasTakenBackIsFound(String alteration) throws Exception {
        PaperAgreements agreements = new PaperAgreements(fixtures, desk);
        UUID agreement = agreements.inForce(tenant);
        agreements.end(agreement);
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
            JdbcClient sql = unprotected(connection);
            assertThat(sql.sql(alteration).param(agreement).update()).isPositive();
            assertThat(comparison(connection)).contains("FAIL  agreement " + agreement);
            connection.rollback();
        }
    }

    private UUID underAgreement() {
        UUID agreement = new PaperAgreements(fixtures, desk).inForce(tenant);
        admin.inTransaction(
                sql -> sql.sql("""
                        insert into download_permit (organization_id, user_id, signed_agreement_id, certificate_id, lifetime,
                                                     idempotency_key)
                        values (current_organization_id(), current_user_id(), ?, ?, interval '1 minute', gen_random_uuid())
                        """).params(agreement, issued.certificate()).update());
        return agreement;
    }

    // RecordDatabase.OUTSIDE_AGREEMENT
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update download_permit set granted_at = granted_at - interval '2 days' where signed_agreement_id = ?",
                "update download_permit set granted_at = granted_at + interval '1 hour' where signed_agreement_id = ?",
                "update signed_agreement set in_force_from = now() + interval '1 day', in_force_until = null where id = ?",
                "update signed_agreement set in_force_until = in_force_from + interval '1 hour' where id = ?",
                "update signed_agreement set ended_at = approved_at where id = ?",
                "update signed_agreement set approved_at = now() + interval '1 day' where id = ?",
                "update signed_agreement set organization_name = 'Another company' where id = ?",
                "update evidence_entry set sequence = -sequence where kind = 'agreement-ended' and subject_id = ?"
            })
    void aPermitOutsideTheTimeOfItsAgreementIsFound(String alteration) throws Exception {
        UUID agreement = underAgreement();
        desk.as(
                new PaperAgreements(fixtures, desk).support(),
                sql -> sql.sql("select end_agreement(?, 'The customer gave notice')")
                        .param(agreement)
                        .query(Boolean.class)
                        .single());
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
            JdbcClient sql = unprotected(connection);
            assertThat(sql.sql(alteration).param(agreement).update()).isPositive();
            assertThat(comparison(connection))
                    .contains("FAIL  permit " + permit(sql, agreement) + " of " + tenant.id()
                            + ": was granted outside the time of the agreement that it names");
            connection.rollback();
        }
    }

    // agreement_paper_sha256
    @Test
    void aPermitVerifiesAfterThePaperOfItsAgreementWasPurged() throws Exception {
        PaperAgreements agreements = new PaperAgreements(fixtures, desk);
        UUID agreement = underAgreement();
        agreements.end(agreement);
        DeskDrafts calls = new DeskDrafts(desk);
        calls.call(agreements.support(), "1 from request_paper_purge(?, 'At first')", agreement);
        calls.call(agreements.approver(), "1 from decline_paper_purge(?)", agreement);
        calls.call(agreements.support(), "1 from request_paper_purge(?, 'After all')", agreement);
        assertThat(calls.call(
                        agreements.approver(),
                        "confirm_paper_purge(agreement_id, sha256) from agreement_paper_purge where state = 'REQUESTED' and agreement_id = ?",
                        agreement))
                .isEqualTo("PURGED");
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
            JdbcClient sql = unprotected(connection);
            assertThat(sql.sql("update agreement_paper_purge set sha256 = sha256('') where agreement_id = ?")
                            .param(agreement)
                            .update())
                    .isPositive();
            assertThat(comparison(connection)).contains("FAIL  agreement " + agreement);
            connection.rollback();
        }
    }

    /** As whoever owns the database and takes its triggers and constraints away. */
    private static JdbcClient unprotected(Connection connection) {
        JdbcClient sql = client(connection);
        for (String table : TABLES) {
            sql.sql("alter table " + table + " disable trigger user").update();
        }
        sql.sql("alter table download_permit no force row level security").update();
        sql.sql("""
                        do $$
                        declare rule record;
                        begin
                            for rule in select conname, conrelid::regclass as owner from pg_constraint
                                         where contype = 'c' and conrelid in ('signed_agreement'::regclass, 'evidence_entry'::regclass,
                                                                             'download_permit'::regclass) loop
                                execute format('alter table %s drop constraint %I', rule.owner, rule.conname);
                            end loop;
                        end $$
                        """).update();
        return sql;
    }

    private static UUID permit(JdbcClient sql, UUID agreement) {
        return sql.sql("select id from download_permit where signed_agreement_id = ?")
                .param(agreement)
                .query(UUID.class)
                .single();
    }
}
