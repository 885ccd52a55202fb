package io.compliancecenter.database;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the application's role can neither see nor do, with all Java code bypassed. The comment at each test names what to take out of the migrations to see it fail. */
@IntegrationTest
class ApplicationRoleIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    JdbcClient database;

    Tenant tenant;
    Issued issued;
    Actor admin;
    Actor foreigner;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        admin = actors.adminOf(tenant);
        foreigner = actors.adminOf(fixtures.organization());
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    // the policies own_organization
    @Test
    void recordsOfAnotherOrganizationAreNotSeen() {
        admin.permit(issued, "1 minute");
        Function<JdbcClient, Integer> count =
                sql -> sql.sql("select (select count(*) from acceptance) + (select count(*) from download_permit)")
                        .query(Integer.class)
                        .single();
        assertThat(admin.inTransaction(count)).isEqualTo(2);
        assertThat(foreigner.inTransaction(count)).isZero();
    }

    // the policy own_memberships of member; that of organization asks member, and so stands on it
    @Test
    void otherOrganizationsAndTheirMembersAreNotSeen() {
        List<String> slugs = admin.inTransaction(sql ->
                sql.sql("select slug from organization").query(String.class).list());
        List<UUID> organizations = admin.inTransaction(sql -> sql.sql("select distinct organization_id from member")
                .query(UUID.class)
                .list());
        assertThat(slugs).containsExactly(tenant.slug());
        assertThat(organizations).containsExactly(tenant.id());
    }

    // BindingJpaDialect: a session-level setting in place of one that ends with the transaction
    @Test
    void withoutABindingNothingOfAnyOrganizationIsSeen() {
        admin.permit(issued, "1 minute");
        for (String table : new String[] {"organization", "member", "acceptance", "download_permit"}) {
            assertThat(database.sql("select count(*) from " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    // no grant of update, delete or truncate to the application's role
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update acceptance set checkbox_label = 'something else'",
                "delete from acceptance",
                "truncate acceptance cascade",
                "update download_permit set expires_at = now() + interval '1 year'",
                "delete from download_permit",
                "truncate download_permit",
                "update certificate set retired_at = null",
                "insert into terms_version (version, kind) values (999, 'EDITORIAL')",
                "insert into terms_text (version, locale, content) values (1, 'fr', 'mine')",
                "update terms_text set content = 'mine'",
                "delete from terms_text",
                "truncate terms_version cascade",
                "update terms_version set retired_at = now()",
                "delete from terms_version",
                "update member set role = 'ADMIN'",
                "insert into member select organization_id, user_id, 'ADMIN' from member",
                "update user_account set password_hash = 'mine'",
                "update catalogue_revision set revision = revision",
                "alter table acceptance disable row level security",
                "alter table acceptance disable trigger all",
                "create table compliance_center.mine (id int)",
                "set session_replication_role = replica",
                "set role compliance_center_owner"
            })
    void theApplicationsRoleCannot(String sql) {
        admin.permit(issued, "1 minute");
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(statements -> statements.sql(sql).update()));
    }

    // checkpoint_leaves asks whether there is such a checkpoint
    @ParameterizedTest
    @ValueSource(strings = {"1, 2000000", "-1, 1024", "9223372036854775807, 2147483647", "null, null"})
    void theLeavesOfAnImaginedTreeAreNotComputed(String numberAndSize) {
        assertRefused(
                Reason.NOT_FOUND,
                () -> admin.inTransaction(
                        sql -> sql.sql("select count(*) from checkpoint_leaves(" + numberAndSize + ")")
                                .query()
                                .listOfRows()));
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(sql -> sql.sql("select count(*) from tree_leaves(" + numberAndSize + ")")
                        .query()
                        .listOfRows()));
    }

    // the check of compliance_link.url
    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "data:text/html,x", "http://example.com/", " https://example.com/"})
    void notEvenTheOwnerPublishesALinkThatIsNoEncryptedAddress(String url) {
        assertThatThrownBy(() -> fixtures.update("update compliance_link set url = ?", url))
                .hasMessageContaining("compliance_link_url_check");
    }

    // refuse_change, which holds the owner as well
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update terms_version set kind = case kind when 'MATERIAL' then 'EDITORIAL' else 'MATERIAL' end",
                "update terms_version set effective_at = effective_at + interval '1 day'",
                "update terms_text set content = 'changed'",
                "update terms_text set locale = 'fr'",
                "delete from terms_text",
                "truncate terms_text cascade",
                "truncate terms_version cascade",
                "delete from terms_version",
                "update certificate set valid_until = date '2099-12-31'",
                "delete from certificate_document",
                "update certificate_document set content = 'changed'",
                "truncate acceptance cascade",
                "truncate download_permit cascade",
                "truncate certificate_document cascade"
            })
    void notEvenTheOwnerChangesARecordByMistake(String sql) {
        admin.permit(issued, "1 minute");
        assertThatThrownBy(() -> fixtures.update(sql)).hasMessageContaining("is a record");
    }
}
