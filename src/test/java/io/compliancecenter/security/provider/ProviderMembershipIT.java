package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.fixtures.Fixtures.User;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Providers name Organizations and roles, and vouch for accounts, as far as they may. */
class ProviderMembershipIT extends ProviderTest {

    @Test
    void rolesFollowTheProviderAtEachSignInAndTheNextRequestKnows() {
        signIn(dashboard, "dashboard");
        String page = tenant.path("/compliances");
        assertThat(browser.get(page).status()).isEqualTo(200);
        belongTo(tenant, List.of("reader", "something else"));
        signIn(new Client(instance.port()), dashboard, "dashboard", "");
        assertThat(browser.get(page).status()).isEqualTo(403);
        belongTo(other, "reader");
        signIn(new Client(instance.port()), dashboard, "dashboard", "");
        assertThat(browser.get(page).status()).isEqualTo(404);
        assertThat(role(dashboard, other)).isEqualTo("MEMBER");
        assertThat(entries(tenant.id())).contains("role-changed", "member-removed");
    }

    @TestFactory
    Stream<DynamicTest> whatTheProviderDoesNotSayChangesNothing() {
        Map<String, Runnable> changes = Map.of(
                "organizations missing", () -> dashboard.claims.remove("organizations"),
                "roles missing", () -> dashboard.claims.remove("roles"),
                "organizations of another type", () -> dashboard.claims.put("organizations", 7),
                "roles left out as too large",
                        () -> {
                            dashboard.claims.put("_claim_names", Map.of("roles", "src1"));
                            dashboard.claims.remove("roles");
                        },
                "organizations left out as too large",
                        () -> {
                            dashboard.claims.put("_claim_names", Map.of("organizations", "src1"));
                            dashboard.claims.put("organizations", List.of(other.slug()));
                        });
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    newPerson();
                    belongTo(tenant, "reader");
                    signIn(dashboard, "dashboard");
                    belongTo(tenant, "compliance-admin");
                    change.getValue().run();
                    assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
                    assertThat(role(dashboard, tenant)).isEqualTo("MEMBER");
                    assertThat(role(dashboard, other)).isEqualTo("none");
                }));
    }

    // ClaimedMemberships: "provider.missingRoles()"
    @Test
    void aProviderThatLeavesOutEmptyClaimsTakesTheLastRoleAway() {
        rotating.claims.put("role", "reader");
        signIn(rotating, "rotating");
        assertThat(role(rotating, tenant)).isEqualTo("MEMBER");
        rotating.claims.remove("role");
        // Left out because it is too large, so nothing is known.
        rotating.claims.put("_claim_names", Map.of("role", "src1"));
        assertThat(signIn(rotating, "rotating").status()).isEqualTo(302);
        assertThat(role(rotating, tenant)).isEqualTo("MEMBER");
        rotating.claims.remove("_claim_names");
        assertThat(signIn(rotating, "rotating").status()).isEqualTo(302);
        assertThat(role(rotating, tenant)).isEqualTo("none");
    }

    @Test
    void oneOrganizationWithoutRolesLeavesTheOthersToChange() {
        dashboard.claims.put("organizations", List.of(tenant.slug(), other.slug()));
        dashboard.claims.put("roles", Map.of(tenant.slug(), "compliance-admin", other.slug(), "compliance-admin"));
        signIn(dashboard, "dashboard");
        dashboard.claims.put("roles", Map.of(tenant.slug(), "reader", other.slug(), "renamed"));
        signIn(dashboard, "dashboard");
        assertThat(role(dashboard, tenant)).isEqualTo("MEMBER");
        assertThat(role(dashboard, other)).isEqualTo("ADMIN");
        dashboard.claims.put("roles", Map.of(tenant.slug(), "reader", other.slug(), List.of()));
        signIn(dashboard, "dashboard");
        assertThat(role(dashboard, other)).isEqualTo("none");
    }

    // sign_in_by_provider: "not provider.names_organizations"
    @Test
    void aProviderWithDomainsMakesMembersOnlyOfItsOwnPeople() {
        customers.claims.put("email", "somebody@gmail.example");
        assertThat(signIn(customers, "customers").status()).isEqualTo(403);
        customers.claims.put("email", "somebody@" + domain);
        customers.claims.put("email_verified", false);
        assertThat(signIn(customers, "customers").status()).isEqualTo(403);
        assertThat(users(customers)).isEmpty();
        customers.claims.put("email_verified", true);
        assertThat(signIn(customers, "customers").status()).isEqualTo(302);
    }

    // ProviderSignIn: requiredClaims
    @Test
    void whoLacksARequiredClaimIsRefused() {
        customers.claims.put("email", "somebody@" + domain);
        customers.claims.put("hd", "elsewhere.example");
        assertThat(signIn(customers, "customers").status()).isEqualTo(403);
    }

    // sign_in_by_provider: "not exists (select from user_identity"
    @Test
    void anAddressThatSomebodyElseHasNowOpensNotTheAccountOfItsFormerHolder() {
        User former = fixtures.addUser("former@" + domain, "Former");
        fixtures.join(tenant, former);
        customers.claims.put("email", former.email());
        signIn(customers, "customers");
        assertThat(users(customers).get(0)).containsEntry("id", former.id());
        customers.claims.put("sub", UUID.randomUUID().toString());
        signIn(customers, "customers");
        assertThat(users(customers).get(0)).doesNotContainEntry("id", former.id());
        assertThat(role(customers, tenant)).isEqualTo("MEMBER");
    }

    // user_with_memberships: "case m.source"
    @Test
    void aMembershipCountsOnlyInTheSessionsThatItIsMeantFor() {
        User both = fixtures.addUser("both@" + domain, "Both");
        fixtures.join(tenant, both);
        customers.claims.put("email", both.email());
        signIn(customers, "customers");
        // Later the files make them an admin elsewhere, which this provider may not name.
        fixtures.join(other, both);
        assertThat(browser.get(other.path("/compliances")).status()).isEqualTo(404);
        assertThat(browser.get(tenant.path("/compliances")).status()).isEqualTo(200);
        Client withPassword = passwordSession(both.email());
        assertThat(withPassword.get(other.path("/compliances")).status()).isEqualTo(200);
        // And what a provider names ends with it.
        fixtures.update(
                "update member set source = 'PROVIDER', issuer = ? where user_id = ? and organization_id = ?",
                customers.issuer(),
                both.id(),
                tenant.id());
        assertThat(withPassword.get(tenant.path("/compliances")).status()).isEqualTo(404);
        assertThat(browser.get(tenant.path("/compliances")).status()).isEqualTo(200);
    }

    // user_with_memberships: "m.issuer = signed_in.issuer"; sign_in_by_provider: identity is issuer and subject
    @Test
    void aConsultantOfTwoOrganizationsAtTwoProvidersHasAnAccountAtEach() {
        String address = "consultant@" + domain;
        String subject = UUID.randomUUID().toString();
        for (TestProvider provider : List.of(customers, dashboard)) {
            // The same number at both, by chance.
            provider.claims.putAll(Map.of("sub", subject, "email", address, "name", "Grace Hopper"));
        }
        belongTo(other, "compliance-admin");
        signIn(customers, "customers");
        assertThat(statuses(browser)).containsExactly(403, 404);
        // In the same browser, at the other provider.
        Answer leave = browser.get("/sign-in/provider/dashboard?to=" + other.path("/activity"));
        assertThat(browser.get(callback(dashboard, leave)).location()).isEqualTo(other.path("/activity"));
        assertThat(statuses(browser)).containsExactly(404, 200);
        signIn(customers, "customers");
        assertThat(statuses(browser)).containsExactly(403, 404);
        assertThat(users(customers)).hasSize(1);
        assertThat(users(dashboard)).hasSize(1);
        assertThat(users(customers).get(0).get("id"))
                .isNotEqualTo(users(dashboard).get(0).get("id"));
        // Each Organization's record names the provider by which they came.
        assertThat(issuers(tenant, "member-joined")).last().isEqualTo(customers.issuer());
        assertThat(issuers(other, "member-joined")).last().isEqualTo(dashboard.issuer());
        // One of the providers lets go of them: nothing changes at the other one.
        belongTo(tenant, List.of());
        assertThat(signIn(new Client(instance.port()), dashboard, "dashboard", "")
                        .status())
                .isEqualTo(302);
        assertThat(role(dashboard, other)).isEqualTo("none");
        assertThat(statuses(browser)).containsExactly(403, 404);
    }

    @Test
    void aConsultantOfTwoOrganizationsWithOneIdentityChangesBetweenThem() {
        dashboard.claims.put("organizations", List.of(tenant.slug(), other.slug()));
        dashboard.claims.put("roles", Map.of(tenant.slug(), "reader", other.slug(), "compliance-admin"));
        signIn(dashboard, "dashboard");
        assertThat(statuses(browser)).containsExactly(403, 200);
        assertThat(browser.get(other.path("/compliances")).text()).contains(tenant.name());
        assertThat(users(dashboard)).hasSize(1);
        dashboard.claims.put("roles", Map.of(tenant.slug(), "compliance-admin", other.slug(), "reader"));
        signIn(new Client(instance.port()), dashboard, "dashboard", "");
        assertThat(statuses(browser)).containsExactly(200, 403);
    }

    private List<Integer> statuses(Client client) {
        return Stream.of(tenant, other)
                .map(organization ->
                        client.get(organization.path("/compliances")).status())
                .toList();
    }

    private List<String> issuers(Tenant organization, String kind) {
        return owner.work(database -> database.sql("""
                        select convert_from(payload, 'UTF8')::jsonb -> 'member' ->> 'issuer' from evidence_entry
                         where chain_id = ? and kind = ? order by sequence
                        """)
                .params(organization.id(), kind)
                .query(String.class)
                .list());
    }

    // ClaimedMemberships.highest
    @Test
    void aRoleThatMeansNothingHereMakesNoMember() {
        belongTo(tenant, "superuser");
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(403);
        assertThat(users(dashboard)).isEmpty();
    }

    @Test
    void aProviderNamesNoOrganizationOfOthers() {
        assertThat(signIn(customers, "customers").status()).isEqualTo(302);
        assertThat(role(customers, tenant)).isEqualTo("MEMBER");
        assertThat(role(customers, other)).isEqualTo("none");
    }

    // named_memberships: "scope is null or o.key = any (scope)"
    @Test
    void whatAProviderMayNotNameItsClaimsDoNotNameEither() {
        fixtures.update(
                "update identity_provider set organizations = array[?] where issuer = ?",
                tenant.slug(),
                dashboard.issuer());
        try {
            dashboard.claims.put("organizations", List.of(tenant.slug(), other.slug()));
            dashboard.claims.put("roles", Map.of(tenant.slug(), "reader", other.slug(), "compliance-admin"));
            assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
            assertThat(role(dashboard, tenant)).isEqualTo("MEMBER");
            assertThat(role(dashboard, other)).isEqualTo("none");
        } finally {
            fixtures.update("update identity_provider set organizations = '{}' where issuer = ?", dashboard.issuer());
        }
    }

    @TestFactory
    Stream<DynamicTest> anExistingAccountIsLinkedOnlyByTheOwnerOfItsDomain() {
        String address = "admin@" + domain;
        return Stream.of(
                // Another provider, who claims the address of somebody's account: IdentityProvider.owns
                DynamicTest.dynamicTest("another provider", () -> {
                    dashboard.claims.put("email", address);
                    belongTo(other, "reader");
                    assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(302);
                    assertThat(users(dashboard).get(0))
                            .doesNotContainEntry("id", tenant.admin().id());
                    assertThat(role(dashboard, tenant)).isEqualTo("none");
                }),
                DynamicTest.dynamicTest("not verified", () -> {
                    customers.claims.put("email", address);
                    customers.claims.put("email_verified", false);
                    assertThat(signIn(customers, "customers").status()).isEqualTo(403);
                    assertThat(users(customers)).isEmpty();
                }),
                DynamicTest.dynamicTest("a member elsewhere too", () -> {
                    newPerson();
                    customers.claims.put("email", tenant.member().email());
                    fixtures.join(other, tenant.member());
                    assertThat(signIn(customers, "customers").status()).isEqualTo(302);
                    assertThat(users(customers).get(0))
                            .doesNotContainEntry("id", tenant.member().id());
                }),
                DynamicTest.dynamicTest("the owner", () -> {
                    newPerson();
                    customers.claims.put("email", address);
                    customers.claims.put("name", "Mallory");
                    assertThat(signIn(customers, "customers").status()).isEqualTo(302);
                    assertThat(users(customers).get(0))
                            .containsEntry("id", tenant.admin().id())
                            .containsEntry("name", tenant.admin().name());
                    assertThat(entries(tenant.id())).contains("identity-linked");
                    // What the files say of their role stays.
                    assertThat(role(customers, tenant)).isEqualTo("ADMIN");
                }));
    }

    // sign_in_by_provider: "creates_users"
    @Test
    void aProviderThatMakesNoUsersSignsInOnlyThoseItHasAlready() {
        signIn(rotating, "rotating");
        Object known = rotating.claims.get("sub");
        fixtures.update("update identity_provider set creates_users = false where issuer = ?", rotating.issuer());
        try {
            assertThat(signIn(rotating, "rotating").status()).isEqualTo(302);
            rotating.claims.put("sub", UUID.randomUUID().toString());
            assertThat(signIn(rotating, "rotating").status()).isEqualTo(403);
            assertThat(users(rotating)).isEmpty();
        } finally {
            fixtures.update("update identity_provider set creates_users = true where issuer = ?", rotating.issuer());
        }
        rotating.claims.put("sub", known);
        assertThat(users(rotating)).hasSize(1);
    }

    // sign_in_by_provider: "account.retired_at is not null"
    @Test
    void aRetiredUserIsNotSignedIn() {
        signIn(dashboard, "dashboard");
        fixtures.update(
                "update user_account set retired_at = now() where id = ?",
                users(dashboard).get(0).get("id"));
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(403);
    }

    // set_provider_memberships: "known.issuer = named_by"
    @Test
    void aProviderChangesNoMembershipThatAnotherOneMade() {
        signIn(dashboard, "dashboard");
        assertThat(role(dashboard, tenant)).isEqualTo("ADMIN");
        fixtures.update(
                "insert into user_identity (issuer, subject, user_id) values (?, ?, ?)",
                rotating.issuer(),
                rotating.claims.get("sub"),
                users(dashboard).get(0).get("id"));
        assertThat(signIn(new Client(instance.port()), rotating, "rotating", "").status())
                .isEqualTo(302);
        assertThat(role(dashboard, tenant)).isEqualTo("ADMIN");
        rotating.claims.remove("role");
        assertThat(signIn(new Client(instance.port()), rotating, "rotating", "").status())
                .isEqualTo(302);
        assertThat(role(dashboard, tenant)).isEqualTo("ADMIN");
    }

    // sign_in_by_provider: "from identity_provider"
    @Test
    void theDatabaseTrustsOnlyProvidersThatItsOwnerKnows() {
        fixtures.update("delete from identity_provider where issuer = ?", rotating.issuer());
        assertThat(signIn(rotating, "rotating").status()).isEqualTo(403);
        assertThat(users(rotating)).isEmpty();
        fixtures.update("""
                insert into identity_provider (issuer, id, name, domains, organizations, creates_users, names_organizations)
                values (?, 'rotating', 'Rotating', '{}', array[?], true, false)
                """, rotating.issuer(), tenant.slug());
        assertThat(signIn(rotating, "rotating").status()).isEqualTo(302);
    }
}
