package io.compliancecenter.download.gate;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.concurrency.OwnThread;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.DeskRoleSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Issued;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.PaperAgreements;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What the database refuses when a permit is under an agreement signed on paper, with all Java code bypassed. The comment at each test names what to take out of the migrations to see it fail. */
@IntegrationTest
class SignedAgreementRulesIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String CHECK_VIOLATION = "23514";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    DeskRoleSql desk;

    @Autowired
    OwnerSql owner;

    Tenant tenant;
    Issued issued;
    Actor admin;
    PaperAgreements agreements;

    @BeforeEach
    void publish() {
        tenant = fixtures.organization();
        issued = fixtures.certificate();
        admin = actors.adminOf(tenant);
        agreements = new PaperAgreements(fixtures, desk);
    }

    @AfterEach
    void retire() {
        fixtures.retire(issued);
    }

    private UUID permit(Actor actor, @Nullable UUID acceptance, @Nullable UUID agreement) {
        return actor.inTransaction(sql -> sql.sql("""
                        insert into download_permit (organization_id, user_id, acceptance_id, signed_agreement_id, certificate_id,
                                                     lifetime, idempotency_key)
                        values (current_organization_id(), current_user_id(), :acceptance, :agreement, :certificate,
                                interval '1 minute', gen_random_uuid())
                        returning id
                        """)
                .param("acceptance", acceptance)
                .param("agreement", agreement)
                .param("certificate", issued.certificate())
                .query(UUID.class)
                .single());
    }

    @Test
    void aPermitUnderAnAgreementInForceOpensItsDocument() {
        assertThat(admin.read(permit(admin, null, agreements.inForce(tenant)))).isEqualTo(issued.bytes());
    }

    // download_permit_ground
    @Test
    void aPermitHasEitherAnAcceptanceOrAnAgreement() {
        UUID agreement = agreements.inForce(tenant);
        UUID acceptance = admin.inTransaction(sql -> admin.agree(sql, issued));
        assertDenied(CHECK_VIOLATION, () -> permit(admin, acceptance, agreement));
        assertRefused(Reason.CHANGED, () -> permit(admin, null, null));
    }

    // signed_agreements_in_force, own_signed_agreements and stamp_download_permit: each condition
    @Test
    void thereIsNoPermitUnderAnAgreementThatIsNotInForce() {
        UUID ended = agreements.inForce(tenant);
        agreements.end(ended);
        for (UUID agreement : List.of(
                UUID.randomUUID(),
                agreements.open(tenant, "-1 day", null),
                agreements.submitted(tenant, "-1 day", null),
                agreements.approved(tenant, "1 hour", null),
                agreements.inForce(fixtures.organization()),
                ended)) {
            assertRefused(Reason.CHANGED, () -> permit(admin, null, agreement));
        }
    }

    // "moment < a.in_force_until" in signed_agreements_in_force
    @Test
    void thereIsNoPermitAfterItsEnd() {
        UUID agreement = agreements.past(tenant);
        assertRefused(Reason.CHANGED, () -> permit(admin, null, agreement));
    }

    // "a.organization_name = o.name"
    @Test
    void thereIsNoPermitForAnOrganizationOfAnotherName() {
        UUID agreement = agreements.inForce(tenant);
        fixtures.update("update organization set name = 'Another company' where id = ?", tenant.id());
        assertRefused(Reason.CHANGED, () -> permit(admin, null, agreement));
    }

    // stamp_download_permit: the names and the agreement in one statement
    @Test
    void aPermitNamesTheOrganizationAsItsAgreementDoesAlsoIfThatIsRenamedMeanwhile() throws Exception {
        UUID agreement = agreements.inForce(tenant);
        String copyKind = owner.work(sql -> sql.sql(
                        "select pg_get_functiondef('compliance_center.open_certificate_copy_kind(uuid)'::regprocedure)")
                .query(String.class)
                .single());
        // Waits between the agreement and what is read next.
        fixtures.update("""
                create or replace function open_certificate_copy_kind(certificate uuid) returns text
                    language plpgsql volatile security definer set search_path = compliance_center, pg_temp
                    as 'begin perform pg_advisory_xact_lock_shared(20261124); return ''STAMPED''; end'
                """);
        try {
            CompletableFuture<UUID> permit = owner.work(sql -> {
                sql.sql("select cast(pg_advisory_xact_lock(20261124) as text)")
                        .query(String.class)
                        .single();
                CompletableFuture<UUID> waiting = OwnThread.supply(() -> permit(admin, null, agreement));
                LockWaits.awaitAnother(sql);
                sql.sql("update organization set name = 'Another company' where id = ?")
                        .param(tenant.id())
                        .update();
                return waiting;
            });
            UUID granted = permit.get(30, TimeUnit.SECONDS);
            assertThat(admin.<String>inTransaction(
                            sql -> sql.sql("select organization_name from download_permit where id = ?")
                                    .param(granted)
                                    .query(String.class)
                                    .single()))
                    .isEqualTo(tenant.name());
        } finally {
            fixtures.update(copyKind);
        }
        assertRefused(Reason.CHANGED, () -> permit(admin, null, agreement));
    }

    // "m.role = 'ADMIN'" in stamp_download_permit
    @Test
    void thereIsNoPermitForWhoeverIsNoAdmin() {
        UUID agreement = agreements.inForce(tenant);
        fixtures.setRole(tenant, tenant.admin(), "MEMBER");
        assertRefused(Reason.FORBIDDEN, () -> permit(admin, null, agreement));
    }

    // open_certificate_copy_kind in stamp_download_permit
    @Test
    void thereIsNoPermitForACertificateThatIsForOthers() {
        UUID agreement = agreements.inForce(tenant);
        fixtures.restrict(issued.certificate(), "ON_REQUEST");
        assertRefused(Reason.NOT_FOUND, () -> permit(admin, null, agreement));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select 1 from signed_agreement",
                "select 1 from signed_agreement_paper",
                "select 1 from signed_agreement_author",
                "insert into signed_agreement (state) values ('APPROVED')",
                "update signed_agreement set state = 'APPROVED'",
                "delete from signed_agreement",
                "select read_agreement_paper(gen_random_uuid(), 1, 1)",
                "select save_agreement(null, null, gen_random_uuid(), 'a', 'b', current_date, now(), null)",
                "select put_agreement_paper(gen_random_uuid(), ''::bytea)",
                "select submit_agreement(gen_random_uuid(), 1)",
                "select approve_agreement(gen_random_uuid(), ''::bytea)",
                "select return_agreement(gen_random_uuid(), 1, null)",
                "select discard_agreement(gen_random_uuid(), 1)",
                "select end_agreement(gen_random_uuid(), 'A reason')",
                "select * from signed_agreements_in_force(gen_random_uuid(), now())",
                "insert into download_permit (agreement_signed_on) values (current_date)"
            })
    void theApplicationsRoleNeitherReadsNorWritesAgreements(String sql) {
        assertDenied(
                INSUFFICIENT_PRIVILEGE,
                () -> admin.inTransaction(database -> {
                    database.sql(sql).query((row, number) -> 1).list();
                    return 1;
                }));
    }

    // current_organization_id() in own_signed_agreements
    @Test
    void itLearnsOnlyOfItsOwnOrganizationsAgreements() {
        agreements.inForce(fixtures.organization());
        UUID own = agreements.inForce(tenant);
        assertThat(admin.<List<UUID>>inTransaction(sql -> sql.sql("select id from own_signed_agreements(now())")
                        .query(UUID.class)
                        .list()))
                .containsExactly(own);
    }
}
