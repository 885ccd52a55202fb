package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.IntegrationTest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the roles cannot do that publish and work in the background: R__95_roles.sql grants the rest. */
@IntegrationTest
class OtherRolesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    DatabaseLogins logins;

    @Autowired
    Fixtures fixtures;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select content from certificate_document",
                "select size from certificate_document",
                "delete from certificate_document",
                "select read_document(gen_random_uuid(), 1, 1)",
                "select 1 from acceptance",
                "insert into acceptance default values",
                "select 1 from download_permit",
                "insert into download_permit default values",
                "select 1 from evidence_entry",
                "insert into evidence_entry default values",
                "update evidence_chain set sequence = 0",
                "select append_evidence(vendor_chain(), 'made-up', '{}', null, null, null)",
                "insert into checkpoint default values",
                "insert into certificate (id, published_at) values (gen_random_uuid(), now())",
                "update certificate set valid_until = null",
                "delete from certificate",
                "update terms_text set content = 'other'",
                "update terms_version set published_at = now()",
                "delete from terms_version",
                "delete from publication",
                "update publication set location = 'elsewhere'",
                "update compliance set managed_by = 'DESK'",
                "update user_account set source = 'PROVIDER'",
                "delete from user_account",
                "insert into identity_provider default values",
                "select 1 from mail",
                "select claim_mail()",
                "select 1 from user_identity",
                "select 1 from passkey",
                "select 1 from spring_session",
                "select 1 from draft",
                "insert into desk_member default values",
                "alter table certificate disable trigger all",
                "alter table vendor add column mine text",
                "create table compliance_center.mine (id int)",
                "drop table publication",
                "truncate publication",
                "set session_replication_role = replica",
                "set role compliance_center_owner",
                "set role compliance_center"
            })
    void thePublisherCannot(String sql) {
        assertDenied(logins.publisher(), sql);
    }

    // R__95_roles.sql: the policy publisher on user_account
    @Test
    void thePublisherSeesNoUserWhoKeepsTheirPasswordHere() throws SQLException {
        fixtures.organization();
        try (Connection connection = logins.publisher().connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("select count(*) from user_account where source <> 'FILES'")) {
            row.next();
            assertThat(row.getLong(1)).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select content from certificate_document",
                "select payload from evidence_entry",
                "insert into evidence_entry default values",
                "update evidence_chain set sequence = 0",
                "update checkpoint set root = ''",
                "delete from checkpoint",
                "select append_evidence(vendor_chain(), 'made-up', '{}', null, null, null)",
                "select 1 from user_account",
                "select 1 from member",
                "select 1 from acceptance",
                "select 1 from mail",
                "select token_hash from mailed_link",
                "select queue_mail('password-reset', 'a@b.example', 'en', '{}', gen_random_uuid())",
                "select 1 from terms_text",
                "insert into terms_version default values",
                "update certificate set retired_at = now()",
                "alter table checkpoint disable trigger all",
                "create table compliance_center.mine (id int)",
                "set role compliance_center_owner"
            })
    void theWorkerCannot(String sql) {
        assertDenied(logins.worker(), sql);
    }

    private static void assertDenied(DatabaseLogin login, String sql) {
        assertThatThrownBy(() -> {
                    try (Connection connection = login.connect();
                            Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }
}
