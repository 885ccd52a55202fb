package io.compliancecenter.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
                "select append_evidence(vendor_chain(), array['made-up'], array[json '{}'], null)",
                "insert into checkpoint default values",
                "insert into certificate (id, published_at) values (gen_random_uuid(), now())",
                "update certificate set valid_until = null",
                "delete from certificate",
                "update kept_content set kept = '{}'",
                "delete from kept_content",
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
                "update desk_approval set second_person = false",
                "select record_effective_terms()",
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

    // R__87_desk_items.sql: keep_to_manager, and R__95_roles.sql: the policy on access_group_organization
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update certificate_restriction set retired_at = now() where certificate_id = '%1$s'",
                "update certificate_access set retired_at = now() where certificate_id = '%1$s' and group_code = '%3$s'",
                "insert into certificate_access (certificate_id, group_code) values ('%1$s', '%3$s')",
                "insert into certification_audit (certification_code, position, name, every) values ('%2$s', 1, 'A', 'P1Y')",
                "insert into compliance_link (compliance_code, position, label, url) values ('%2$s', 1, 'A', 'https://a.example')",
                "update compliance_link set url = 'https://b.example' where compliance_code = '%2$s'",
                "delete from compliance_link where compliance_code = '%2$s'",
                "insert into compliance_translation (compliance_code, language, name, summary, description, link_labels)"
                        + " values ('%2$s', 'de', 'C', 'Z', 'B', '{A}')",
                "insert into certification_translation (certification_code, language, name, summary, assures, audit_names)"
                        + " values ('%2$s', 'de', 'C', 'Z', 'B', '{}')"
            })
    void thePublisherLeavesAloneWhatBelongsToItemsOfTheDesk(String sql) throws SQLException {
        Issued issued = fixtures.certificate();
        String code = issued.certification();
        String group = fixtures.group();
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        fixtures.update("""
                insert into compliance (code, position, name, status, summary, description) values (?, 1000, 'C', 'CERTIFIED', 'S', 'D')
                """, code);
        fixtures.update(
                "insert into compliance_link (compliance_code, position, label, url) values (?, 0, 'A', 'https://a.example')",
                code);
        String filled = sql.formatted(issued.certificate(), code, group);
        try (Connection connection = logins.publisher().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            assertThat(statement.executeUpdate(filled)).isEqualTo(1);
            connection.rollback();
        }
        manage(code, "DESK");
        try {
            assertThatThrownBy(() -> execute(logins.publisher(), filled)).hasMessageContaining("is managed by desk");
        } finally {
            manage(code, "FOLDER");
            fixtures.update("update compliance set retired_at = now() where code = ?", code);
            fixtures.retire(issued);
        }
    }

    private void manage(String code, String manager) {
        fixtures.update("update compliance set managed_by = ? where code = ?", manager, code);
        fixtures.update("update certification set managed_by = ? where code = ?", manager, code);
    }

    @Test
    void thePublisherLeavesAloneTheGroupsOfTheDesk() {
        String group = "d" + UUID.randomUUID();
        UUID organization = fixtures.organization().id();
        fixtures.update("insert into access_group (code, name, managed_by) values (?, 'Of the desk', 'DESK')", group);
        fixtures.update(
                "insert into access_group_organization (group_code, organization_id) values (?, ?)",
                group,
                organization);
        assertDenied(
                logins.publisher(),
                "insert into access_group_organization (group_code, organization_id) values ('%s', '%s')"
                        .formatted(group, organization));
        assertDenied(
                logins.publisher(),
                "update access_group_organization set retired_at = now() where group_code = '" + group + "'");
    }

    // copy_document
    @Test
    void thePublisherStoresNoBytesOfCertificatesThatAreNotForEveryone() throws SQLException {
        Issued issued = fixtures.certificate();
        assertThat(copied(issued)).isNull();
        fixtures.restrict(issued.certificate(), "HIDDEN");
        assertThat(copied(issued)).isEqualTo("CC404");
        Issued desk = fixtures.certificate();
        fixtures.update("update certification set managed_by = 'DESK' where code = ?", desk.certification());
        assertThat(copied(desk)).isEqualTo("CC404");
        fixtures.update("update certification set managed_by = 'FOLDER' where code = ?", desk.certification());
        fixtures.retire(desk);
        fixtures.retire(issued);
    }

    /** Tries to store the bytes of a certificate for one of another certification. What it was refused with; null if it was not. */
    private @Nullable String copied(Issued source) throws SQLException {
        String certification = fixtures.certificationWithoutCertificate();
        try (Connection connection = logins.publisher().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("""
                    insert into certificate (id, certification_code, version, issuer, issued_on, valid_until, file_name, sha256,
                                             size, pages, copy_kind)
                    select '%1$s', '%2$s', 1, issuer, issued_on, valid_until, file_name, sha256, size, pages, copy_kind
                      from certificate where id = '%3$s'
                    """.formatted(UUID.randomUUID(), certification, source.certificate()));
            statement.execute(
                    "select copy_document(id) from certificate where certification_code = '" + certification + "'");
            connection.rollback();
            return null;
        } catch (SQLException refused) {
            return refused.getSQLState();
        } finally {
            fixtures.update("update certification set retired_at = now() where code = ?", certification);
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
                "select append_evidence(vendor_chain(), array['made-up'], array[json '{}'], null)",
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
        assertThatThrownBy(() -> execute(login, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
    }

    private static void execute(DatabaseLogin login, String sql) throws SQLException {
        try (Connection connection = login.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
