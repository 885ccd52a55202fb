package io.compliancecenter.download.gate;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database refuses when a permit is granted or used, with all Java code bypassed. The comment at each test names what to take out of the migrations to see it fail. */
@IntegrationTest
class PermitRulesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

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
        Actor colleague = actors.actor(tenant, fixtures.anotherAdmin(tenant));
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

        Actor colleague = actors.actor(tenant, fixtures.anotherAdmin(tenant));
        UUID colleagues = colleague.inTransaction(sql -> colleague.agree(sql, issued));
        assertRefused(
                Reason.CHANGED, () -> admin.inTransaction(sql -> admin.permit(sql, colleagues, issued, "1 minute")));
    }

    // "another name" in stamp_download_permit
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

    // "is not true" in stamp_download_permit
    @Test
    void thereIsNoPermitWhileNoTermsAreInEffect() {
        UUID acceptance = admin.inTransaction(sql -> admin.agree(sql, issued));
        List<Integer> versions = fixtures.asOwner(
                sql -> sql.sql("update terms_version set retired_at = now() where retired_at is null returning version")
                        .query(Integer.class)
                        .list());
        try {
            assertRefused(
                    Reason.CHANGED,
                    () -> admin.inTransaction(sql -> admin.permit(sql, acceptance, issued, "1 minute")));
        } finally {
            versions.forEach(version ->
                    fixtures.update("update terms_version set retired_at = null where version = ?", version));
        }
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
}
