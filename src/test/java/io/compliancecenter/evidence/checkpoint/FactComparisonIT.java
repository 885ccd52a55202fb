package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** What entries say is spelled the same here and in the database, or every comparison would be as slow as one by one. */
class FactComparisonIT extends SignedRecord {

    /** All that JSON escapes, some that it need not, and an end of the object that only seems to be one. */
    private static final String HOSTILE = "\"\\\b\f\n\r\t\u0001\u001f\u007f/<é漢😀\u202e\"}, \"name\" : \"\\\\";

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
                                   '2001:db8::1', :words, timestamptz '1999-12-31 23:59:59.000001+00', :words,
                                   gen_random_uuid()
                              from terms_text where version = current_terms_version() and locale = 'en'
                            returning id
                            """)
                    .param("organization", tenant.id())
                    .param("user", tenant.admin().id())
                    .param("certificate", issued.certificate())
                    .param("words", HOSTILE)
                    .query(UUID.class)
                    .single();
            return admin.permit(sql, acceptance, issued, "1 minute");
        });
    }

    // TextBuffer.putJson and putTime, FactText.endOfObject: any of the cases
    @Test
    void whateverIsInThemAcceptancesAndPermitsAreSpelledTheSame() throws Exception {
        try (Connection connection = connection()) {
            assertThat(holds(FactText.ACCEPTANCE, connection)).isTrue();
            assertThat(holds(FactText.PERMIT, connection)).isTrue();
        }
    }

    // FactText: "after < 0"; RecordComparison: "report.faults() == before"
    @ParameterizedTest
    @ValueSource(
            strings = {
                // Another spelling of the same
                "update evidence_entry set payload = convert_to(convert_from(payload, 'UTF8')::jsonb::text, 'UTF8')"
                        + " where chain_id = ?",
                // The last of two keys is what JSON's readers take
                "update evidence_entry set payload = convert_to(regexp_replace(convert_from(payload, 'UTF8'),"
                        + " '\"pages\" : (\\d+)', '\"pages\" : \\1, \"pages\" : 99'), 'UTF8') where chain_id = ?",
                // A time that is written the same
                "update acceptance set accepted_at = timestamp with time zone '2026-01-01 00:00:00+00 BC'"
                        + " + (accepted_at - timestamptz '2026-01-01 00:00:00+00') where organization_id = ?"
            })
    void whateverMakesTheSumsDifferIsAFault(String crime) throws Exception {
        try (Connection connection = connection()) {
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            for (String table : List.of("evidence_entry", "acceptance")) {
                sql.sql("alter table " + table + " disable trigger user").update();
                sql.sql("alter table " + table + " no force row level security").update();
            }
            assertThat(sql.sql(crime).param(tenant.id()).update()).isPositive();
            assertThat(comparison(connection, sql)).contains("FAIL  ").contains("accept");
            connection.rollback();
        }
    }

    // RecordComparison.holds: the catch
    @Test
    void aTableThatCannotBeReadIsAFaultAndTheOthersAreStillCompared() throws Exception {
        try (Connection connection = connection()) {
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            sql.sql("alter table acceptance rename column user_agent to browser")
                    .update();
            assertThat(comparison(connection, sql))
                    .contains("a table cannot be compared")
                    .doesNotContain("permit");
            connection.rollback();
        }
    }

    // CopyScan.hand: "Throwable"
    @Test
    void aCheckThatIsBrokenOffDoesNotLookLikeOneThatFoundNothing() throws Exception {
        try (Connection connection = connection()) {
            assertThatThrownBy(() -> EntryScan.run(connection, false, entry -> {
                        throw new OutOfMemoryError("for a test");
                    }))
                    .isInstanceOf(OutOfMemoryError.class)
                    .hasMessage("for a test");
            connection.rollback();
        }
    }

    /** What a comparison of the whole record prints. */
    private static String comparison(Connection connection, JdbcClient sql) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        RecordComparison comparison = new RecordComparison(
                connection, sql, new VerificationReport(new PrintStream(output, true, StandardCharsets.UTF_8)));
        EntryScan.run(connection, false, comparison::add);
        comparison.run();
        return output.toString(StandardCharsets.UTF_8);
    }

    private static boolean holds(FactText fact, Connection connection) throws Exception {
        FactComparison comparison = new FactComparison(fact);
        EntryScan.run(connection, false, comparison::add);
        return comparison.holds(connection);
    }

    private Connection connection() throws Exception {
        Connection connection = new DriverManagerDataSource(
                        application.getJdbcUrl(), ownerDetails.getUsername(), ownerDetails.getPassword())
                .getConnection();
        connection.setAutoCommit(false);
        JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql("set search_path = compliance_center")
                .update();
        return connection;
    }
}
