package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.evidence.checkpoint.SignedRecord;
import io.compliancecenter.evidence.timestamp.TrustedAuthorities;
import io.compliancecenter.testing.DeskRoleSql;
import io.compliancecenter.testing.PaperAgreements;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Acceptances and permits are compared with what the entries of the record say of them. */
class RecordComparisonIT extends SignedRecord {

    /** All that JSON escapes, some that it need not, and an end of the object that only seems to be one. */
    private static final String HOSTILE = "\"\\\b\f\n\r\t\u0001\u001f\u007f/<é漢😀\u202e\"}, \"name\" : \"\\\\";

    @Autowired
    DeskRoleSql desk;

    @Autowired
    JdbcConnectionDetails application;

    @Autowired
    FlywayConnectionDetails ownerDetails;

    @BeforeEach
    void nameThemBadly() {
        fixtures.update("update organization set name = ? where id = ?", HOSTILE, tenant.id());
        fixtures.update(
                "update user_account set name = ? where id = ?",
                HOSTILE,
                tenant.admin().id());
        fixtures.update("alter table certificate disable trigger user");
        fixtures.update("update certificate set issuer = ? where id = ?", HOSTILE, issued.certificate());
        fixtures.update("alter table certificate enable trigger user");
        admin.inTransaction(sql -> {
            UUID acceptance = sql.sql("""
                            insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                    certificate_id, checkbox_label, button_label, locale, client_address,
                                                    user_agent, signed_in_at, sign_in_method, idempotency_key)
                            select :organization, :user, version, locale, sha256, :certificate, :words, :words, 'en',
                                   '2001:db8::1', :words, timestamptz '2000-01-01 00:00:00.000001+00', 'password',
                                   gen_random_uuid()
                              from terms_text where version = current_terms_version() and locale = 'en'
                            returning id
                            """)
                    .param("organization", tenant.id())
                    .param("user", tenant.admin().id())
                    .param("certificate", issued.certificate())
                    .param("words", HOSTILE.replaceAll("\\p{Cntrl}", ""))
                    .query(UUID.class)
                    .single();
            return admin.permit(sql, acceptance, issued, "1 minute");
        });
    }

    @Test
    void whateverIsInThemAcceptancesAndPermitsAreAsRecorded() throws Exception {
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
        }
    }

    // Fact.isSame: null where the entry has none, and a list as its values
    @Test
    void anAcceptanceAfterASignInThroughAProviderIsAsRecorded() throws Exception {
        // Whose address is not verified
        fixtures.update(
                "update user_account set email_verified = false where id = ?",
                tenant.admin().id());
        admin.inTransaction(sql -> admin.permit(sql, admin.agreeThroughProvider(sql, issued), issued, "1 minute"));
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
        }
    }

    @Test
    void aPermitUnderAnAgreementSignedOutsideIsAsRecorded() throws Exception {
        underAgreement();
        try (Connection connection = connection()) {
            assertThat(comparison(connection)).contains("PASSED").doesNotContain("FAIL");
        }
    }

    // RecordDatabase: AGREEMENT and the agreement in PERMIT; signed_agreement_sha256
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
            JdbcClient sql = client(connection);
            for (String table :
                    List.of("signed_agreement", "signed_agreement_paper", "evidence_entry", "download_permit")) {
                sql.sql("alter table " + table + " disable trigger user").update();
            }
            sql.sql("alter table download_permit no force row level security").update();
            assertThat(sql.sql(alteration).param(agreement).update()).isPositive();
            UUID permit = sql.sql("select id from download_permit where signed_agreement_id = ?")
                    .param(agreement)
                    .query(UUID.class)
                    .single();
            assertThat(comparison(connection)).containsAnyOf("FAIL  agreement " + agreement, "FAIL  permit " + permit);
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
            JdbcClient sql = client(connection);
            for (String table : List.of("signed_agreement", "evidence_entry")) {
                sql.sql("alter table " + table + " disable trigger user").update();
            }
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

    // RecordDatabase: a text in place of a "timestamptz"
    @Test
    void aTimeThatIsWrittenTheSameButIsAnotherIsFound() throws Exception {
        try (Connection connection = connection()) {
            JdbcClient sql = client(connection);
            sql.sql("alter table acceptance disable trigger user").update();
            sql.sql("alter table acceptance no force row level security").update();
            sql.sql("""
                            do $$
                            declare rule text;
                            begin
                                for rule in select conname from pg_constraint
                                             where conrelid = 'acceptance'::regclass and contype = 'c' loop
                                    execute format('alter table acceptance drop constraint %I', rule);
                                end loop;
                            end $$
                            """).update();
            assertThat(sql.sql(
                                    "update acceptance set accepted_at = timestamp with time zone '2026-01-01 00:00:00+00 BC'"
                                            + " + (accepted_at - timestamptz '2026-01-01 00:00:00+00') where organization_id = ?")
                            .param(tenant.id())
                            .update())
                    .isPositive();
            assertThat(comparison(connection)).contains("FAIL  acceptance ");
            connection.rollback();
        }
    }

    // RecordDatabase.compare: the savepoint
    @Test
    void aTableThatCannotBeReadIsAFaultAndTheOthersAreStillCompared() throws Exception {
        try (Connection connection = connection()) {
            JdbcClient sql = client(connection);
            sql.sql("alter table acceptance rename column user_agent to browser")
                    .update();
            assertThat(comparison(connection))
                    .contains("a table cannot be compared")
                    .contains("checkpoints")
                    .doesNotContain("permit");
            connection.rollback();
        }
    }

    /** What a verification of the whole record prints. */
    private static String comparison(Connection connection) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new DatabaseVerification(
                        null, List.of(), TrustedAuthorities.NONE, new PrintStream(output, true, StandardCharsets.UTF_8))
                .verify(connection, connection);
        return output.toString(StandardCharsets.UTF_8);
    }

    private static JdbcClient client(Connection connection) {
        return JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    private Connection connection() throws Exception {
        Connection connection = new DriverManagerDataSource(
                        application.getJdbcUrl(), ownerDetails.getUsername(), ownerDetails.getPassword())
                .getConnection();
        connection.setAutoCommit(false);
        client(connection).sql("set search_path = compliance_center").update();
        return connection;
    }
}
