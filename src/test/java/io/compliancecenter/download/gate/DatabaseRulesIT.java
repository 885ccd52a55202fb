package io.compliancecenter.download.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.Actor;
import io.compliancecenter.testing.Actors;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Issued;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.IntegrationTest;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database refuses to the application's own role, with every line of Java bypassed. The comment at each test
 * names what to take out of the migrations to see it fail.
 */
@IntegrationTest
class DatabaseRulesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    @Autowired
    Fixtures fixtures;

    @Autowired
    JdbcClient database;

    @Autowired
    Actors actors;

    Tenant tenant;
    Tenant other;
    Issued issued;
    Actor admin;
    Actor foreigner;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        other = fixtures.organization();
        issued = fixtures.certificate();
        admin = actor(tenant, tenant.admin());
        foreigner = actor(other, other.admin());
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    @Test
    void aCommittedPermitOpensItsDocument() {
        assertThat(admin.read(admin.permit(issued, "1 minute"))).isEqualTo(issued.bytes());
    }

    // grant select on certificate_document
    @Test
    void documentsCannotBeReadWithoutAPermit() {
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(sql -> sql.sql("select content from certificate_document")
                        .query()
                        .listOfRows()));
    }

    // "permit.granted_in = pg_current_xact_id_if_assigned()"
    @Test
    void aPermitOpensNothingInTheTransactionThatGrantsIt() {
        assertRefused(
                Reason.FORBIDDEN,
                () -> admin.inTransaction(
                        sql -> admin.read(sql, admin.permit(sql, admin.agree(sql, issued), issued, "1 minute"))));
    }

    // compare xmin in place of granted_in
    @Test
    void aSavepointDoesNotMakeAPermitLookCommitted() {
        assertRefused(
                Reason.FORBIDDEN,
                () -> admin.inTransaction(sql -> {
                    UUID acceptance = admin.agree(sql, issued);
                    sql.sql("savepoint inner_transaction").update();
                    UUID permit = admin.permit(sql, acceptance, issued, "1 minute");
                    sql.sql("release savepoint inner_transaction").update();
                    return admin.read(sql, permit);
                }));
    }

    // "permit.expires_at <= clock_timestamp()"
    @Test
    void anExpiredPermitOpensNothing() {
        UUID permit = admin.expiredPermit(issued);
        assertRefused(Reason.EXPIRED, () -> admin.read(permit));
    }

    // "organization_id = current_organization_id()" and the policy own_organization on download_permit
    @Test
    void aPermitOpensNothingForAnotherOrganization() {
        UUID permit = admin.permit(issued, "1 minute");
        assertRefused(Reason.NOT_FOUND, () -> foreigner.read(permit));
    }

    // "user_id = current_user_id()" in read_document
    @Test
    void aPermitOpensNothingForAnotherAdminOfTheSameOrganization() {
        UUID permit = admin.permit(issued, "1 minute");
        Actor colleague = actor(tenant, fixtures.anotherAdmin(tenant));
        assertRefused(Reason.NOT_FOUND, () -> colleague.read(permit));
    }

    // "m.role = 'ADMIN'" in read_document
    @Test
    void aPermitOpensNothingOnceTheRoleIsLost() {
        UUID permit = admin.permit(issued, "1 minute");
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        assertRefused(Reason.FORBIDDEN, () -> admin.read(permit));
    }

    // "u.retired_at is null" in read_document
    @Test
    void aPermitOpensNothingForAUserWhoWasRetired() {
        UUID permit = admin.permit(issued, "1 minute");
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                tenant.admin().id());
        assertRefused(Reason.FORBIDDEN, () -> admin.read(permit));
    }

    // the last condition of read_document
    @Test
    void aPermitOpensNothingOnceTheCertificateIsRetired() {
        UUID permit = admin.permit(issued, "1 minute");
        fixtures.retire(issued);
        assertRefused(Reason.NOT_FOUND, () -> admin.read(permit));
    }

    // the foreign key from download_permit to acceptance
    @Test
    void thereIsNoPermitWithoutAnAcceptance() {
        assertRefused(
                Reason.CHANGED,
                () -> admin.inTransaction(sql -> admin.permit(sql, UUID.randomUUID(), issued, "1 minute")));
    }

    // organization_id and user_id in that foreign key, and in stamp_download_permit
    @Test
    void thereIsNoPermitOnSomebodyElsesAcceptance() {
        UUID foreign = foreigner.inTransaction(sql -> foreigner.agree(sql, issued));
        assertRefused(Reason.CHANGED, () -> admin.inTransaction(sql -> admin.permit(sql, foreign, issued, "1 minute")));

        Actor colleague = actor(tenant, fixtures.anotherAdmin(tenant));
        UUID colleagues = colleague.inTransaction(sql -> colleague.agree(sql, issued));
        assertRefused(
                Reason.CHANGED, () -> admin.inTransaction(sql -> admin.permit(sql, colleagues, issued, "1 minute")));
    }

    // require_own_consent
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update user_account set name = 'Somebody else' where id = ?",
                "update user_account set email = 'x' || email where id = ?",
                "update organization set name = 'Another company' where id = (select organization_id from member where user_id = ?)"
            })
    void thereIsNoPermitOnAnAcceptanceOfWhoeverHadTheAddressBefore(String change) {
        UUID acceptance = admin.inTransaction(sql -> admin.agree(sql, issued));
        fixtures.update(change, tenant.admin().id());
        assertRefused(
                Reason.CHANGED, () -> admin.inTransaction(sql -> admin.permit(sql, acceptance, issued, "1 minute")));
    }

    // "the permit names another person" in read_document
    @Test
    void aPermitOpensNothingForWhoeverHasTheAddressNext() {
        UUID permit = admin.permit(issued, "1 minute");
        fixtures.update("update organization set name = 'Renamed' where id = ?", tenant.id());
        assertThat(admin.read(permit)).as("a renamed Organization").isEqualTo(issued.bytes());
        fixtures.update(
                "update user_account set name = 'Somebody else' where id = ?",
                tenant.admin().id());
        assertRefused(Reason.EXPIRED, () -> admin.read(permit));
    }

    // "terms_version = current_terms_version()" in stamp_download_permit
    @Test
    void thereIsNoPermitOnAnAcceptanceOfEarlierTerms() {
        UUID earlier = admin.inTransaction(sql -> admin.agree(sql, issued));
        fixtures.publishTerms("# Other terms");
        assertRefused(Reason.CHANGED, () -> admin.inTransaction(sql -> admin.permit(sql, earlier, issued, "1 minute")));
    }

    // the first condition of stamp_acceptance
    @Test
    void earlierTermsCannotBeAgreedTo() {
        fixtures.publishTerms("# Still other terms");
        assertRefused(
                Reason.CHANGED,
                () -> admin.inTransaction(sql -> sql.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address, user_agent,
                                                signed_in_at, sign_in_method, idempotency_key)
                        select :organization, :user, version, locale, sha256, :certificate, 'I agree', 'Download', 'en',
                               '127.0.0.1', 'test', now(), 'password', gen_random_uuid()
                          from terms_text where version = current_terms_version() - 1
                        """)
                        .param("organization", tenant.id())
                        .param("user", tenant.admin().id())
                        .param("certificate", issued.certificate())
                        .update()));
    }

    // the foreign key from acceptance to terms_version (version, sha256)
    @Test
    void wordsThatWereNeverPublishedCannotBeAgreedTo() {
        assertDenied(
                FOREIGN_KEY_VIOLATION,
                () -> admin.inTransaction(sql -> sql.sql("""
                        insert into acceptance (organization_id, user_id, terms_version, terms_locale, terms_sha256,
                                                certificate_id, checkbox_label, button_label, locale, client_address, user_agent,
                                                signed_in_at, sign_in_method, idempotency_key)
                        select :organization, :user, version, locale, sha256('forged'), :certificate, 'I agree', 'Download',
                               'en', '127.0.0.1', 'test', now(), 'password', gen_random_uuid()
                          from terms_text where version = current_terms_version()
                        """)
                        .param("organization", tenant.id())
                        .param("user", tenant.admin().id())
                        .param("certificate", issued.certificate())
                        .update()));
    }

    // "m.role = 'ADMIN'" in stamp_acceptance
    @Test
    void aPlainMemberCannotAgree() {
        Actor member = actor(tenant, tenant.member());
        assertRefused(Reason.FORBIDDEN, () -> member.inTransaction(sql -> member.agree(sql, issued)));
    }

    // the policy own_organizations hides the membership from stamp_acceptance; behind it stands own_agreement
    @Test
    void nobodyAgreesForAnotherOrganization() {
        assertRefused(
                Reason.FORBIDDEN,
                () -> admin.inTransaction(sql ->
                        admin.agree(sql, issued, other.id(), other.admin().id())));
    }

    // the policy own_agreement
    @Test
    void nobodyAgreesInAnotherName() {
        User colleague = fixtures.anotherAdmin(tenant);
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(sql -> admin.agree(sql, issued, tenant.id(), colleague.id())));
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

    // the columns that are left out of the grants of insert
    @ParameterizedTest
    @ValueSource(strings = {"accepted_at", "email", "name", "role", "organization_name"})
    void theApplicationsRoleCannotWriteWhatTheDatabaseStamps(String column) {
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(sql -> sql.sql("insert into acceptance (" + column + ") values (null)")
                        .update()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "granted_at",
                "expires_at",
                "granted_in",
                "serial",
                "copy_kind",
                "email",
                "name",
                "organization_name"
            })
    void theApplicationsRoleCannotWriteWhatTheDatabaseStampsOnAPermit(String column) {
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(sql -> sql.sql("insert into download_permit (" + column + ") values (null)")
                        .update()));
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

    @Test
    void theDatabaseWritesDownWhoItWas() {
        UUID acceptance = admin.inTransaction(sql -> admin.agree(sql, issued));
        Map<String, Object> row = admin.inTransaction(
                sql -> sql.sql("""
                        select email, name, role, organization_name,
                               accepted_at between now() - interval '1 minute' and now() as now
                          from acceptance where id = :id
                        """).param("id", acceptance).query().singleRow());
        assertThat(row)
                .containsEntry("email", tenant.admin().email())
                .containsEntry("name", tenant.admin().name())
                .containsEntry("role", "ADMIN")
                .containsEntry("organization_name", tenant.name())
                .containsEntry("now", true);
    }

    private Actor actor(Tenant of, User user) {
        return actors.actor(of, user);
    }

    private static void assertRefused(Reason reason, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        RefusedByDatabaseException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static void assertDenied(String sqlState, ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        denied -> assertThat(denied.getSQLState()).isEqualTo(sqlState));
    }
}
