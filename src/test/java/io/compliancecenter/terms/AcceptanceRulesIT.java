package io.compliancecenter.terms;

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
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database refuses when somebody agrees to the terms, with all Java code bypassed. The comment at each test names what to take out of the migrations to see it fail. */
@IntegrationTest
class AcceptanceRulesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String FOREIGN_KEY_VIOLATION = "23503";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    Tenant tenant;
    Tenant other;
    Issued issued;
    Actor admin;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        other = fixtures.organization();
        issued = fixtures.certificate();
        admin = actors.adminOf(tenant);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
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
        Actor member = actors.actor(tenant, tenant.member());
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

    // the columns that are left out of the grants of insert
    @ParameterizedTest
    @ValueSource(strings = {"accepted_at", "email", "name", "role", "organization_name"})
    void theApplicationsRoleCannotWriteWhatTheDatabaseStamps(String column) {
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(sql -> sql.sql("insert into acceptance (" + column + ") values (null)")
                        .update()));
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
}
