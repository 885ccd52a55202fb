package io.compliancecenter.catalogue;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;

/** What an Organization sees of certificates that are not for it, with all Java code bypassed. The comment at each test names what to take out of the migrations to see it fail. */
@IntegrationTest
class CertificateAccessIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    Tenant inside;
    Tenant outside;
    Issued issued;
    String group;

    @BeforeEach
    void publish() {
        inside = fixtures.organization();
        outside = fixtures.organization();
        issued = fixtures.certificate();
        group = fixtures.group(inside);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    /** OPEN, ON_REQUEST or null. */
    private String access(Tenant tenant) {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("select own_certificate_access(?)")
                        .param(issued.certificate())
                        .query((row, number) -> row.getString(1))
                        .list()
                        .get(0));
    }

    private boolean sees(Tenant tenant) {
        return actors.adminOf(tenant)
                .inTransaction(sql -> sql.sql("select count(*) = 1 from certificate where id = ?")
                        .param(issued.certificate())
                        .query(Boolean.class)
                        .single());
    }

    @Test
    void aCertificateWithoutARestrictionIsForEveryone() {
        assertThat(access(inside)).isEqualTo("OPEN");
        assertThat(access(outside)).isEqualTo("OPEN");
    }

    // The policy own_access, or "r.otherwise = 'ON_REQUEST'"
    @Test
    void whatIsHiddenIsSeenByItsGroupAlone() {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        assertThat(access(inside)).isEqualTo("OPEN");
        assertThat(sees(inside)).isTrue();
        assertThat(access(outside)).isNull();
        assertThat(sees(outside)).isFalse();
    }

    @Test
    void whatIsOnRequestIsSeenByEveryoneAndOpenToItsGroup() {
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        assertThat(access(inside)).isEqualTo("OPEN");
        assertThat(access(outside)).isEqualTo("ON_REQUEST");
        assertThat(sees(outside)).isTrue();
    }

    @Test
    void withoutAnOrganizationWhatIsRestrictedIsClosed() {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        Tenant nobody = new Tenant(new UUID(0, 1), "nobody", "Nobody", inside.admin(), inside.member());
        assertThat(access(nobody)).isNull();
    }

    @Test
    void anOrganizationMayBeGivenACertificateByItself() {
        fixtures.restrict(issued.certificate(), "HIDDEN");
        fixtures.update(
                "insert into certificate_access (certificate_id, organization_id, managed_by) values (?, ?, 'DESK')",
                issued.certificate(),
                inside.id());
        assertThat(access(inside)).isEqualTo("OPEN");
        assertThat(access(outside)).isNull();
    }

    // The conditions on valid_from and valid_until in certificate_access_at
    @ParameterizedTest
    @CsvSource({
        "null, null, OPEN",
        "-1 hour, null, OPEN",
        "1 hour, null,",
        "null, 1 hour, OPEN",
        "null, -1 second,",
        "-2 hours, -1 hour,",
        "1 hour, 2 hours,",
        "-1 hour, 1 hour, OPEN"
    })
    void aPlaceInAGroupAndWhatAGroupIsGivenCountFromAndUntil(String from, String until, String access) {
        String times = "%s, %s".formatted(time(from), time(until));
        String empty = fixtures.group();
        fixtures.restrict(issued.certificate(), "HIDDEN", empty);
        fixtures.update(
                "insert into access_group_organization (group_code, organization_id, valid_from, valid_until) values (?, ?, %s)"
                        .formatted(times),
                empty,
                inside.id());
        assertThat(access(inside)).as("place in the group").isEqualTo(access);

        fixtures.update(
                "insert into certificate_access (certificate_id, group_code, valid_from, valid_until) values (?, ?, %s)"
                        .formatted(times),
                issued.certificate(),
                fixtures.group(outside));
        assertThat(access(outside)).as("given to the group").isEqualTo(access);
    }

    private static String time(String offset) {
        return offset.equals("null") ? "null" : "now() + interval '" + offset + "'";
    }

    // "m.retired_at is null", "g.retired_at is null", "a.retired_at is null", "r.retired_at is null"
    @ParameterizedTest
    @CsvSource({
        "access_group, code = '%1$s',",
        "access_group_organization, group_code = '%1$s',",
        "certificate_access, group_code = '%1$s',",
        "certificate_restriction, certificate_id = '%2$s', OPEN"
    })
    void whatIsRetiredDoesNotCount(String table, String condition, String access) {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        fixtures.update("update %s set retired_at = now() where %s"
                .formatted(table, condition.formatted(group, issued.certificate())));
        assertThat(access(inside)).isEqualTo(access);
    }

    // own_certificate_access in stamp_acceptance, with the error of a certificate that does not exist
    @ParameterizedTest
    @ValueSource(strings = {"HIDDEN", "ON_REQUEST"})
    void theTermsAreNotAgreedToForWhatIsNotOpen(String otherwise) {
        fixtures.restrict(issued.certificate(), otherwise, group);
        Actor stranger = actors.adminOf(outside);
        assertThat(refusal(() -> stranger.inTransaction(sql -> stranger.agree(sql, issued))))
                .isEqualTo(refusal(() -> stranger.inTransaction(sql -> stranger.agree(sql, unknown()))));
        assertThat(actors.adminOf(inside).permit(issued, "1 minute")).isNotNull();
    }

    // open_certificate_copy_kind in stamp_download_permit
    @ParameterizedTest
    @ValueSource(strings = {"HIDDEN", "ON_REQUEST"})
    void noPermitIsGrantedForWhatIsNotOpen(String otherwise) {
        fixtures.restrict(issued.certificate(), otherwise, group);
        Issued open = fixtures.certificate();
        try {
            Actor stranger = actors.adminOf(outside);
            UUID acceptance = stranger.inTransaction(sql -> stranger.agree(sql, open));
            assertThat(refusal(
                            () -> stranger.inTransaction(sql -> stranger.permit(sql, acceptance, issued, "1 minute"))))
                    .isEqualTo(refusal(() ->
                            stranger.inTransaction(sql -> stranger.permit(sql, acceptance, unknown(), "1 minute"))));
        } finally {
            fixtures.retire(open);
        }
    }

    // own_certificate_access in read_document
    @Test
    void aPermitOpensNothingAnyMoreOnceTheCertificateIsForOthers() {
        Actor admin = actors.adminOf(inside);
        UUID permit = admin.permit(issued, "5 minutes");
        assertThat(admin.read(permit)).isEqualTo(issued.bytes());
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        assertThat(admin.read(permit)).isEqualTo(issued.bytes());
        fixtures.update("update access_group_organization set retired_at = now() where group_code = ?", group);
        assertRefused(Reason.NOT_FOUND, () -> admin.read(permit));
    }

    // "moment < m.valid_until", by the clock of the call and not of the transaction
    @Test
    void aPlaceInAGroupEndsByTheClockEvenWithinATransaction() {
        String ending = fixtures.group();
        fixtures.restrict(issued.certificate(), "HIDDEN", ending);
        String access = actors.adminOf(inside).inTransaction(sql -> {
            // Which is when the transaction begins
            sql.sql("select now()").query().singleRow();
            OwnThread.run(() -> fixtures.update("""
                            insert into access_group_organization (group_code, organization_id, valid_until)
                            values (?, ?, clock_timestamp() + interval '50 milliseconds')
                            """, ending, inside.id())).join();
            sql.sql("select cast(pg_sleep(0.05) as text)").query(String.class).single();
            return sql.sql("select coalesce(own_certificate_access(?), 'none')")
                    .param(issued.certificate())
                    .query(String.class)
                    .single();
        });
        assertThat(access).isEqualTo("none");
    }

    // No grant, and the revocation from PUBLIC
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) from access_group",
                "select count(*) from access_group_organization",
                "select count(*) from certificate_restriction",
                "select count(*) from certificate_access",
                "insert into access_group_organization (group_code, organization_id) select 'x', current_organization_id()",
                "update certificate_restriction set retired_at = now()",
                "insert into certificate_access (certificate_id, organization_id) select gen_random_uuid(), current_organization_id()",
                "select certificate_access_at(gen_random_uuid(), gen_random_uuid(), now())"
            })
    void theApplicationsRoleCannot(String sql) {
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> actors.adminOf(inside).inTransaction(statements -> {
                    statements.sql(sql).query().listOfRows();
                    return true;
                }));
    }

    // refuse_change and refuse_change_of_group
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_group set code = 'other'",
                "delete from access_group",
                "truncate access_group cascade",
                "update access_group_organization set valid_until = '2999-01-01'",
                "delete from access_group_organization",
                "truncate access_group_organization",
                "update certificate_restriction set otherwise = 'HIDDEN'",
                "delete from certificate_restriction",
                "truncate certificate_restriction",
                "update certificate_access set group_code = null, organization_id = (select min(id::text)::uuid from organization)",
                "delete from certificate_access",
                "truncate certificate_access"
            })
    void notEvenTheOwnerRewritesWhoCouldSeeWhat(String sql) {
        fixtures.restrict(issued.certificate(), "ON_REQUEST", group);
        assertThatThrownBy(() -> fixtures.update(sql)).hasMessageContaining("record");
    }

    // begin_publication on each of the tables
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update access_group set retired_at = retired_at where false",
                "update access_group_organization set retired_at = retired_at where false",
                "update certificate_restriction set retired_at = retired_at where false",
                "update certificate_access set retired_at = retired_at where false"
            })
    void whoMaySeeWhatDoesNotChangeWhileSomebodyAgrees(String change) {
        actors.adminOf(inside).inTransaction(agreeing -> {
            agreeing.sql("select lock_publication_shared()").query(rows -> {});
            // In another thread, which has another transaction.
            assertThatThrownBy(() -> OwnThread.supply(() -> owner.<Integer>work(sql -> {
                                sql.sql("set local lock_timeout = '50ms'").update();
                                return sql.sql(change).update();
                            }))
                            .join())
                    .hasStackTraceContaining("lock timeout");
            return true;
        });
    }

    // certificate_access_at in record_denial
    @Test
    void aDenialNamesNothingOfWhatIsHidden() {
        fixtures.restrict(issued.certificate(), "HIDDEN", group);
        assertThat(denial(outside)).contains(issued.certificate().toString()).doesNotContain(issued.certification());
        assertThat(denial(inside)).contains(issued.certification());
        fixtures.update(
                "update certificate_restriction set retired_at = now() where certificate_id = ?", issued.certificate());
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        assertThat(denial(outside)).contains(issued.certification());
    }

    private String denial(Tenant tenant) {
        return actors.adminOf(tenant).inTransaction(sql -> {
            sql.sql("select record_denial(?, 'CERTIFICATE_NOT_ON_OFFER')")
                    .param(issued.certificate())
                    .query(rows -> {});
            return sql.sql("""
                            select convert_from(payload, 'UTF8') from evidence_entry
                             where kind = 'download-denied' order by sequence desc limit 1
                            """).query(String.class).single();
        });
    }

    private Issued unknown() {
        return new Issued("none", UUID.randomUUID(), new byte[0]);
    }

    /** What the database says, but for the certificate's id. */
    private static String refusal(Runnable attempt) {
        try {
            attempt.run();
        } catch (DataAccessException refused) {
            assertThat(refused.getMessage()).contains("is not on offer");
            return refused.getClass() + refused.getMessage().replaceAll("[0-9a-f-]{36}", "ID");
        }
        throw new AssertionError("It was not refused");
    }
}
