package io.compliancecenter.evidence.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Acceptances and permits are compared with what the entries of the record say of them. */
class RecordComparisonIT extends ComparedRecord {

    /** All that JSON escapes, some that it need not, and an end of the object that only seems to be one. */
    private static final String HOSTILE = "\"\\\b\f\n\r\t\u0001\u001f\u007f/<é漢😀\u202e\"}, \"name\" : \"\\\\";

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

    /** A folder could not have these names, and later classes write one of all there is. */
    @AfterEach
    void nameThemWell() {
        fixtures.update("update organization set name = ? where id = ?", tenant.name(), tenant.id());
        fixtures.update(
                "update user_account set name = ? where id = ?",
                tenant.admin().name(),
                tenant.admin().id());
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
}
