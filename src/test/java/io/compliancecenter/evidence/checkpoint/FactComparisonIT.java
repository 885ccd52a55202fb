package io.compliancecenter.evidence.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    // RecordComparison: "compare" where it does not hold
    @Test
    void whatAnotherVersionSpelledOtherwiseIsComparedOneByOne() throws Exception {
        try (Connection connection = connection()) {
            JdbcClient sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
            sql.sql("alter table evidence_entry disable trigger user").update();
            sql.sql("update evidence_entry set payload = convert_to(convert_from(payload, 'UTF8')::jsonb::text, 'UTF8')"
                            + " where chain_id = ?")
                    .param(tenant.id())
                    .update();
            assertThat(holds(FactText.ACCEPTANCE, connection)).isFalse();
            assertThat(holds(FactText.PERMIT, connection)).isFalse();
            ByteArrayOutputStream output = new ByteArrayOutputStream();
            RecordComparison comparison = new RecordComparison(
                    connection, sql, new VerificationReport(new PrintStream(output, true, StandardCharsets.UTF_8)));
            EntryScan.run(connection, false, comparison::add);
            comparison.run();
            assertThat(output).asString().isEmpty();
            connection.rollback();
        }
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
