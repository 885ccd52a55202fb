package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.fixtures.Actors;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider says who works at the vendor's desk, as far as it may. */
class DeskRolesByProviderIT extends ProviderTest {

    @Autowired
    Actors actors;

    private void nameAtDesk(Object roles) {
        dashboard.claims.put("desk", Map.of("roles", roles));
    }

    /** Whether the session leads to the desk. This instance has none. */
    private boolean isAtDesk() {
        return browser.get(tenant.path("/compliances")).html().getElementById("desk-link") != null;
    }

    private UUID person() {
        return (UUID) users(dashboard).get(0).get("id");
    }

    private List<String> roles() {
        return owner.work(database ->
                database.sql("""
                        select role || ' ' || source from desk_member where user_id = ? and retired_at is null order by 1
                        """).param(person()).query(String.class).list());
    }

    private List<String> entries() {
        return owner.work(database ->
                database.sql("""
                        select kind || ' ' || (convert_from(payload, 'UTF8')::jsonb ->> 'role') || ' '
                               || (convert_from(payload, 'UTF8')::jsonb ->> 'source')
                          from evidence_entry where chain_id = vendor_chain() and user_id = ? order by sequence
                        """).param(person()).query(String.class).list());
    }

    // set_provider_desk_roles
    @Test
    void rolesAreGivenAtEachSignInAndTakenWhenTheClaimIsGone() {
        nameAtDesk(List.of("compliance-team", "something else"));
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
        assertThat(roles()).containsExactly("APPROVER PROVIDER", "EDITOR PROVIDER");
        assertThat(isAtDesk()).isTrue();

        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        assertThat(roles()).containsExactly("AUDITOR PROVIDER");

        dashboard.claims.remove("desk");
        signIn(dashboard, "dashboard");
        assertThat(roles()).isEmpty();
        assertThat(isAtDesk()).isFalse();
        assertThat(entries())
                .containsExactlyInAnyOrder(
                        "desk-role-given APPROVER provider",
                        "desk-role-given EDITOR provider",
                        "desk-role-given AUDITOR provider",
                        "desk-role-taken-away APPROVER provider",
                        "desk-role-taken-away EDITOR provider",
                        "desk-role-taken-away AUDITOR provider");

        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        signIn(dashboard, "dashboard");
        assertThat(roles()).containsExactly("AUDITOR PROVIDER");
        assertThat(entries())
                .filteredOn("desk-role-given AUDITOR provider"::equals)
                .hasSize(2);
    }

    // ClaimedDeskRoles
    @TestFactory
    Stream<DynamicTest> noClaimThatIsMissingOrUnknownGivesARole() {
        Map<String, Runnable> claims = Map.of(
                "missing", () -> dashboard.claims.remove("desk"),
                "of another type", () -> dashboard.claims.put("desk", 7),
                "with numbers", () -> nameAtDesk(List.of(1, 2)),
                "without a known value", () -> nameAtDesk(List.of("EDITOR", "admin")),
                "of the Organization", () -> dashboard.claims.put("roles", Map.of(tenant.slug(), "compliance-team")),
                "left out as too large",
                        () -> {
                            nameAtDesk("compliance-team");
                            dashboard.claims.put("_claim_names", Map.of("desk", "src1"));
                        });
        return claims.entrySet().stream()
                .map(claim -> DynamicTest.dynamicTest(claim.getKey(), () -> {
                    newPerson();
                    signIn(dashboard, "dashboard");
                    claim.getValue().run();
                    signIn(dashboard, "dashboard");
                    assertThat(roles()).isEmpty();
                }));
    }

    // ClaimedDeskRoles: isElsewhere
    @Test
    void whatTheProviderLeftOutAsTooLargeStaysAsItWas() {
        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        dashboard.claims.remove("desk");
        dashboard.claims.put("_claim_names", Map.of("desk", "src1"));
        signIn(dashboard, "dashboard");
        assertThat(roles()).containsExactly("AUDITOR PROVIDER");
    }

    private long daysLeft() {
        return owner.<Long>work(database -> database.sql(
                        "select round(extract(epoch from expires_at - now()) / 86400)::bigint from desk_member where user_id = ?")
                .param(person())
                .query(Long.class)
                .single());
    }

    private void daysLeft(int days) {
        fixtures.update(
                "update desk_member set expires_at = now() + make_interval(days => ?) where user_id = ?",
                days,
                person());
    }

    // set_provider_desk_roles: "expires_at = expiry"; user_with_memberships: desk_role_counts
    @Test
    void aRoleEndsUnlessTheClaimConfirmsItInTime() {
        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        assertThat(daysLeft()).isEqualTo(90);
        daysLeft(10);
        signIn(dashboard, "dashboard");
        assertThat(daysLeft()).isEqualTo(90);
        daysLeft(10);
        dashboard.claims.remove("desk");
        dashboard.claims.put("_claim_names", Map.of("desk", "src1"));
        signIn(dashboard, "dashboard");
        assertThat(daysLeft()).isEqualTo(10);
        assertThat(isAtDesk()).isTrue();
        daysLeft(-1);
        assertThat(isAtDesk()).isFalse();
        signIn(dashboard, "dashboard");
        assertThat(isAtDesk()).isFalse();
        assertThat(entries()).contains("desk-role-taken-away AUDITOR provider");
    }

    // take_disallowed_desk_roles: least
    @Test
    void aShorterTimeCountsWithTheNextMigration() {
        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        Map<String, String> shorter = new LinkedHashMap<>(settings);
        shorter.put("compliance-center.sign-in.providers.dashboard.desk-role-days", "30");
        try {
            Instance.writeProviders(application, shorter);
            assertThat(daysLeft()).isEqualTo(30);
        } finally {
            Instance.writeProviders(application, settings);
        }
    }

    // sign_in_by_provider: "desk_roles && provider.desk_roles"
    @Test
    void somebodyOfTheVendorNeedsNoOrganization() {
        dashboard.claims.put("organizations", List.of());
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(403);
        nameAtDesk("compliance-team");
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
        assertThat(roles()).containsExactly("APPROVER PROVIDER", "EDITOR PROVIDER");
    }

    // user_with_memberships: "d.issuer = signed_in.issuer"
    @Test
    void aRoleCountsOnlyInSessionsFromItsProvider() {
        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        assertThat(isAtDesk()).isTrue();
        fixtures.update("update desk_member set issuer = ? where user_id = ?", customers.issuer(), person());
        assertThat(isAtDesk()).isFalse();
    }

    // publish_desk_members: "known.source = 'FILES'"; set_provider_desk_roles: "known.issuer = provider.issuer"
    @Test
    void filesAndProviderLeaveEachOthersRolesAlone() {
        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        UUID person = person();
        fixtures.update("insert into desk_member (user_id, role) values (?, 'AUDITOR')", person);
        // The same as before without this person
        fixtures.asOwner(
                database -> database.sql("""
                        select publish_desk_members(
                            (select coalesce(jsonb_agg(jsonb_build_object('email', u.email, 'role', m.role)), '[]')
                               from desk_member m join user_account u on u.id = m.user_id
                              where m.source = 'FILES' and m.retired_at is null and m.user_id <> ?))
                        """).param(person).query(Integer.class).single());
        assertThat(roles()).containsExactly("AUDITOR PROVIDER");
        fixtures.update("update desk_member set retired_at = null where user_id = ? and source = 'FILES'", person);
        dashboard.claims.remove("desk");
        signIn(dashboard, "dashboard");
        assertThat(roles()).containsExactly("AUDITOR FILES");
        fixtures.update("update desk_member set retired_at = now() where user_id = ?", person);
    }

    // set_provider_desk_roles: "role = any (provider.desk_roles)"
    @Test
    void whoeverHasTheApplicationsPasswordGivesNoRoleThatTheOwnerDidNotAllow() {
        User member = tenant.member();
        String subject = UUID.randomUUID().toString();
        for (String issuer : List.of(customers.issuer(), dashboard.issuer())) {
            UUID user = actors.adminOf(tenant)
                    .inTransaction(database -> database.sql("""
                            select user_id from sign_in_by_provider(?, ?, ?, 'Ada', true, null,
                                                                    array ['EDITOR', 'SUPPORT', 'ROOT', null])
                            """)
                            .params(issuer, subject, member.email())
                            .query(UUID.class)
                            .optional()
                            .orElse(null));
            List<String> given = owner.work(
                    database -> database.sql("select role from desk_member where user_id = ? and retired_at is null")
                            .param(user)
                            .query(String.class)
                            .list());
            assertThat(given).isEqualTo(issuer.equals(dashboard.issuer()) ? List.of("EDITOR") : List.of());
        }
    }

    // set_provider_desk_roles: "known.role <> all (provider.desk_roles)"
    @Test
    void whatAProviderMayNotGiveAnyMoreIsTaken() {
        nameAtDesk("audit");
        signIn(dashboard, "dashboard");
        fixtures.update(
                "update identity_provider set desk_roles = '{EDITOR,APPROVER}' where issuer = ?", dashboard.issuer());
        try {
            dashboard.claims.put("_claim_names", Map.of("desk", "src1"));
            signIn(dashboard, "dashboard");
            assertThat(roles()).isEmpty();
        } finally {
            fixtures.update(
                    "update identity_provider set desk_roles = '{EDITOR,APPROVER,AUDITOR}' where issuer = ?",
                    dashboard.issuer());
        }
    }

    // ProviderRules: take_disallowed_desk_roles
    @Test
    void whatTheOwnerDoesNotAllowAnyMoreIsTakenAtOnce() {
        for (String provider : List.of("with fewer roles", "not configured")) {
            newPerson();
            nameAtDesk(List.of("audit", "compliance-team"));
            signIn(dashboard, "dashboard");
            assertThat(isAtDesk()).isTrue();
            Map<String, String> changed = new LinkedHashMap<>(settings);
            changed.keySet().removeIf(key -> key.contains(".desk-role"));
            if (provider.equals("not configured")) {
                changed.keySet().removeIf(key -> key.contains(".dashboard."));
            }
            try {
                Instance.writeProviders(application, changed);
                assertThat(roles()).as(provider).isEmpty();
                assertThat(isAtDesk()).as(provider).isFalse();
                assertThat(entries())
                        .as(provider)
                        .contains("desk-role-taken-away APPROVER provider", "desk-role-taken-away AUDITOR provider");
            } finally {
                Instance.writeProviders(application, settings);
            }
        }
    }
}
