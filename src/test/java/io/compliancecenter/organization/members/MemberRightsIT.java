package io.compliancecenter.organization.members;

import static io.compliancecenter.testing.database.Refusals.assertDenied;
import static io.compliancecenter.testing.database.Refusals.assertRefused;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.database.RefusedByDatabaseException.Reason;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.concurrency.LockWaits;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Actor;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Who may change the members of an Organization, as the application's role and with all Java code bypassed. */
@IntegrationTest
class MemberRightsIT {

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    @Autowired
    Fixtures fixtures;

    @Autowired
    Actors actors;

    @Autowired
    OwnerSql owner;

    Tenant tenant;
    User invited;
    UUID invitation;

    @BeforeEach
    void invite() {
        tenant = fixtures.organization();
        invited = fixtures.invitedMember(tenant, "MEMBER");
        invitation = actors.adminOf(tenant).invite("guest@" + tenant.slug() + ".example");
    }

    private record Attempt(String name, String sql) {}

    private Stream<Attempt> attempts() {
        return Stream.of(
                new Attempt("invite", "select invite_member('mallory@elsewhere.example', 'ADMIN', 'en')"),
                new Attempt("resend", "select resend_invitation('" + invitation + "', 'en')"),
                new Attempt("withdraw", "select withdraw_invitation('" + invitation + "')"),
                new Attempt("change", "select change_member_role('" + invited.id() + "', 'ADMIN')"),
                new Attempt("remove", "select remove_member('" + invited.id() + "')"));
    }

    private static void run(Actor actor, String sql) {
        actor.inTransaction(database -> database.sql(sql).query().listOfRows());
    }

    private Stream<DynamicTest> refused(Actor actor, Reason reason) {
        return attempts()
                .map(attempt ->
                        dynamicTest(attempt.name(), () -> assertRefused(reason, () -> run(actor, attempt.sql()))));
    }

    // begin_member_change: is_active_admin
    @TestFactory
    Stream<DynamicTest> aPlainMemberChangesNothing() {
        return refused(actors.actor(tenant, tenant.member()), Reason.FORBIDDEN);
    }

    @TestFactory
    Stream<DynamicTest> anInvitedPlainMemberChangesNothing() {
        return refused(actors.actor(tenant, invited), Reason.FORBIDDEN);
    }

    @TestFactory
    Stream<DynamicTest> anAdminOfAnotherOrganizationChangesNothingHere() {
        return refused(actors.actor(tenant, fixtures.organization().admin()), Reason.FORBIDDEN);
    }

    // own_invitation and invited_member: "= current_organization_id()"
    @TestFactory
    Stream<DynamicTest> anAdminOfAnotherOrganizationChangesNothingFromThere() {
        Actor foreigner = actors.adminOf(fixtures.organization());
        return attempts()
                .filter(attempt -> !attempt.name().equals("invite"))
                .map(attempt -> dynamicTest(
                        attempt.name(), () -> assertRefused(Reason.NOT_FOUND, () -> run(foreigner, attempt.sql()))));
    }

    // is_active_admin: each "retired_at is null"
    @TestFactory
    Stream<DynamicTest> aRetiredAdminChangesNothing() {
        User admin = fixtures.anotherAdmin(tenant);
        fixtures.update("update member set retired_at = now() where user_id = ?", admin.id());
        return refused(actors.actor(tenant, admin), Reason.FORBIDDEN);
    }

    @TestFactory
    Stream<DynamicTest> anAdminWhoseAccountIsRetiredChangesNothing() {
        User admin = fixtures.anotherAdmin(tenant);
        fixtures.update("update user_account set retired_at = now() where id = ?", admin.id());
        return refused(actors.actor(tenant, admin), Reason.FORBIDDEN);
    }

    @TestFactory
    Stream<DynamicTest> nothingChangesInARetiredOrganization() {
        fixtures.update("update organization set retired_at = now() where id = ?", tenant.id());
        return refused(actors.adminOf(tenant), Reason.FORBIDDEN);
    }

    // invited_member: "source <> 'INVITATION'"
    @ParameterizedTest
    @ValueSource(strings = {"FILES", "PROVIDER"})
    void membersOfOtherSourcesAreNotChanged(String source) {
        fixtures.setSource(tenant, tenant.member(), source, source.equals("PROVIDER") ? "https://login.example" : null);
        Actor admin = actors.adminOf(tenant);
        UUID member = tenant.member().id();
        assertRefused(Reason.FORBIDDEN, () -> run(admin, "select change_member_role('" + member + "', 'ADMIN')"));
        assertRefused(Reason.FORBIDDEN, () -> run(admin, "select remove_member('" + member + "')"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into invitation (organization_id, email, role, invited_by, expires_at)"
                        + " select organization_id, 'x@example.com', 'ADMIN', user_id, now() from member",
                "update invitation set role = 'ADMIN'",
                "delete from invitation",
                "insert into user_account (email, name, source) values ('x@example.com', 'X', 'INVITATION')",
                "update user_account set source = 'INVITATION'",
                "update member set source = 'INVITATION', retired_at = null",
                "insert into mail (kind, recipient, locale, parameters, subject_id)"
                        + " values ('invitation', 'x@example.com', 'en', '{}', gen_random_uuid())",
                "select queue_mail('invitation', 'x@example.com', 'en', '{}', gen_random_uuid())",
                "select append_member_entry('member-joined', current_organization_id(), current_user_id(), '{}')",
                "select join_by_invitation(i, current_user_id()) from invitation i",
                "select use_invitation('')",
                "select token_hash from mailed_link"
            })
    void theApplicationsRoleWritesNoneOfItByItself(String sql) {
        Actor admin = actors.adminOf(tenant);
        assertDenied(INSUFFICIENT_PRIVILEGE, () -> run(admin, sql));
    }

    // the policy own_organization of invitation
    @Test
    void invitationsOfOthersAreNotSeen() {
        String count = "select count(*) from invitation";
        assertThat(this.<Integer>read(actors.adminOf(tenant), count)).isEqualTo(1);
        assertThat(this.<Integer>read(actors.adminOf(fixtures.organization()), count))
                .isZero();
    }

    @SuppressWarnings("unchecked")
    private <T> T read(Actor actor, String sql) {
        return (T) actor.inTransaction(
                database -> database.sql(sql).query(Integer.class).single());
    }

    // lock_members: "for no key update". Without it, the second reads that there is another admin.
    @Test
    void ofTwoAdminsWhoDemoteEachOtherAtOnceOneStays() throws Exception {
        Tenant other = fixtures.organization();
        User one = fixtures.invitedMember(other, "ADMIN");
        User two = fixtures.invitedMember(other, "ADMIN");
        fixtures.setRole(other, other.admin(), "MEMBER");

        List<String> outcomes = atOnce(actors.actor(other, one), demote(two), actors.actor(other, two), demote(one));

        assertThat(outcomes).containsExactly("CHANGED", "FORBIDDEN");
        assertThat(admins(other)).isEqualTo(1);
    }

    // change_member_role: has_other_admin, read after the lock
    @Test
    void ofTwoAdminsWhoDemoteThemselvesAtOnceOneStays() throws Exception {
        Tenant other = fixtures.organization();
        User one = fixtures.invitedMember(other, "ADMIN");
        User two = fixtures.invitedMember(other, "ADMIN");
        fixtures.setRole(other, other.admin(), "MEMBER");

        List<String> outcomes = atOnce(actors.actor(other, one), demote(one), actors.actor(other, two), demote(two));

        assertThat(outcomes).containsExactly("CHANGED", "LAST_ADMIN");
        assertThat(admins(other)).isEqualTo(1);
    }

    // invite_member: the lock, and the index invitation_open
    @Test
    void aDoubleClickInvitesOnce() throws Exception {
        Actor admin = actors.adminOf(tenant);
        String invite = "select invite_member('ada@elsewhere.example', 'MEMBER', 'en')";

        List<String> outcomes = atOnce(admin, invite, admin, invite);

        assertThat(outcomes).containsExactly("SENT", "ALREADY_INVITED");
    }

    private static String demote(User member) {
        return "select change_member_role('" + member.id() + "', 'MEMBER')";
    }

    /** Begins the second when the first has done its work, and commits the first when the second waits for it. */
    private static List<String> atOnce(Actor one, String first, Actor two, String second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<String> ofFirst = threads.submit(() -> one.inTransaction(database -> {
                String outcome = outcome(database, first);
                done.countDown();
                LockWaits.awaitAnother(database);
                return outcome;
            }));
            Future<String> ofSecond = threads.submit(() -> {
                assertThat(done.await(30, SECONDS)).isTrue();
                return two.inTransaction(database -> outcome(database, second));
            });
            return List.of(
                    ofFirst.get(30, SECONDS),
                    Assertions.catchThrowable(() -> ofSecond.get(30, SECONDS)) instanceof ExecutionException refused
                            ? ((RefusedByDatabaseException) refused.getCause())
                                    .reason()
                                    .name()
                            : ofSecond.get());
        } finally {
            threads.shutdownNow();
        }
    }

    private static String outcome(JdbcClient database, String sql) {
        return database.sql(sql).query(String.class).single();
    }

    private int admins(Tenant organization) {
        return owner.work(database -> database.sql("""
                        select count(*) from member
                         where organization_id = :organization and role = 'ADMIN' and retired_at is null
                        """)
                .param("organization", organization.id())
                .query(Integer.class)
                .single());
    }
}
