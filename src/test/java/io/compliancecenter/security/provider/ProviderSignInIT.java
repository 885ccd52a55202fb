package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Fixtures.User;
import io.compliancecenter.testing.Instance;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import io.compliancecenter.testing.TestApplication;
import java.net.URI;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** People sign in through identity providers that tell the truth, lie, are slow, or away. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
class ProviderSignInIT {

    @Autowired
    ApplicationContext application;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @LocalServerPort
    int port;

    /** Names Organizations and roles by claims, for all Organizations. */
    TestProvider dashboard;

    /** Belongs to one customer and owns a domain. */
    TestProvider customers;

    /** Changes its keys. */
    TestProvider rotating;

    final Map<String, String> settings = new LinkedHashMap<>();

    Tenant tenant;
    Tenant other;
    String domain;
    Instance instance;
    Client browser;

    @BeforeAll
    void start() {
        dashboard = new TestProvider();
        customers = new TestProvider();
        rotating = new TestProvider();
        tenant = fixtures.organization();
        other = fixtures.organization();
        domain = tenant.slug() + ".example";
        settings.putAll(dashboard.properties("dashboard"));
        String dashboardSettings = "compliance-center.sign-in.providers.dashboard.";
        settings.put(dashboardSettings + "name", "Example Dashboard");
        settings.put(dashboardSettings + "organization-claim", "organizations");
        settings.put(dashboardSettings + "role-claim", "roles.{organization}");
        settings.put(dashboardSettings + "roles.compliance-admin", "ADMIN");
        settings.put(dashboardSettings + "roles.reader", "MEMBER");
        settings.putAll(customers.properties("customers"));
        String customersSettings = "compliance-center.sign-in.providers.customers.";
        settings.put(customersSettings + "domains", domain);
        settings.put(customersSettings + "organizations", tenant.slug());
        settings.put(customersSettings + "default-role", "MEMBER");
        settings.put(customersSettings + "required-claims.hd", domain);
        settings.putAll(rotating.properties("rotating"));
        settings.put("compliance-center.sign-in.providers.rotating.organizations", tenant.slug());
        settings.put("compliance-center.sign-in.providers.rotating.role-claim", "role");
        settings.put("compliance-center.sign-in.providers.rotating.roles.reader", "MEMBER");
        settings.put("compliance-center.sign-in.providers.rotating.missing-roles", "NONE");
        instance = Instance.beside(application, settings);
    }

    @AfterAll
    void stop() {
        instance.close();
        dashboard.close();
        customers.close();
        rotating.close();
    }

    @BeforeEach
    void newPerson() {
        browser = new Client(instance.port());
        for (TestProvider provider : List.of(dashboard, customers, rotating)) {
            provider.signing = provider::signed;
            provider.interference = (path, exchange) -> false;
            provider.claims.clear();
            provider.claims.put("sub", UUID.randomUUID().toString());
            provider.claims.put("name", "Ada Lovelace");
            provider.claims.put("email", "ada@elsewhere.example");
            provider.claims.put("email_verified", true);
        }
        customers.claims.put("email", "ada@" + domain);
        customers.claims.put("hd", domain);
        rotating.claims.put("role", "reader");
        belongTo(tenant, "compliance-admin");
    }

    private void belongTo(Tenant organization, Object role) {
        dashboard.claims.put("organizations", List.of(organization.slug()));
        dashboard.claims.put("roles", Map.of(organization.slug(), role));
    }

    private Answer signIn(TestProvider provider, String id) {
        return signIn(browser, provider, id, "");
    }

    private static Answer signIn(Client browser, TestProvider provider, String id, String query) {
        Answer leave = browser.get("/sign-in/provider/" + id + query);
        assertThat(leave.header("Location")).startsWith(provider.issuer() + "/authorize?");
        return browser.get(callback(provider, leave));
    }

    private static String callback(TestProvider provider, Answer leave) {
        URI back = URI.create(provider.authorize(leave.header("Location")));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    private Client passwordSession(String email) {
        Client client = new Client(instance.port());
        Answer password = client.submit(client.get("/sign-in").form("/sign-in/address"), Map.of("email", email));
        // The domain belongs to a provider, so the page that asks for a password comes after a failure only.
        Answer page = password.html().selectFirst("#password") == null ? client.get("/sign-in?failed") : password;
        client.submit(page.form("/sign-in"), Map.of("email", email, "password", Fixtures.PASSWORD));
        return client;
    }

    private List<Map<String, Object>> users(TestProvider provider) {
        return owner.work(database -> database.sql("""
                        select u.*, i.subject from user_identity i join user_account u on u.id = i.user_id
                         where i.issuer = ? and i.subject = ?
                        """)
                .params(provider.issuer(), provider.claims.get("sub"))
                .query()
                .listOfRows());
    }

    private String role(TestProvider provider, Tenant organization) {
        return owner.work(database -> database.sql("""
                        select m.role from user_identity i join member m on m.user_id = i.user_id
                         where i.issuer = ? and i.subject = ? and m.organization_id = ? and m.retired_at is null
                        """)
                .params(provider.issuer(), provider.claims.get("sub"), organization.id())
                .query(String.class)
                .optional()
                .orElse("none"));
    }

    private List<String> entries(UUID chain) {
        return owner.work(
                database -> database.sql("select kind from evidence_entry where chain_id = ? order by sequence")
                        .params(chain)
                        .query(String.class)
                        .list());
    }

    // sign_in_by_provider and set_provider_memberships
    @Test
    void anUnknownPersonBecomesAMemberAndLandsOnThePageThatTheyAskedFor() {
        String page = tenant.path("/certifications?q=iso");
        Answer asked = browser.get(page);
        Answer signInPage = browser.get(asked.location());
        String link = signInPage.html().selectFirst(".providers a").attr("href");
        assertThat(signInPage.html().selectFirst(".providers a").text()).isEqualTo("Sign in with Example Dashboard");
        Answer leave = browser.get(link);
        assertThat(leave.header("Location"))
                .contains("code_challenge_method=S256")
                .contains("nonce=")
                .contains("scope=openid");
        Answer back = browser.get(callback(dashboard, leave));
        assertThat(back.status()).isEqualTo(302);
        assertThat(back.location()).isEqualTo(page);
        assertThat(browser.get(page).status()).isEqualTo(200);
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(user -> assertThat(user)
                        .containsEntry("source", "PROVIDER")
                        .containsEntry("name", "Ada Lovelace")
                        .containsEntry("password_hash", null));
        assertThat(entries(tenant.id())).contains("member-joined");
        assertThat(entries((UUID) users(dashboard).get(0).get("id"))).containsExactly("signed-in");
    }

    @Test
    void whoComesBackIsTheSameUserUnderAnotherAddressToo() {
        signIn(dashboard, "dashboard");
        dashboard.claims.put("email", "ada.lovelace@elsewhere.example");
        signIn(dashboard, "dashboard");
        assertThat(users(dashboard))
                .singleElement()
                .satisfies(user -> assertThat(user).containsEntry("email", "ada.lovelace@elsewhere.example"));
        assertThat(entries(tenant.id())).contains("account-changed");
    }

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

    // SignInCookies: "endsWith"
    @Test
    void aCodeOfOneProviderIsNeverShownToAnother() {
        List<String> asked = new CopyOnWriteArrayList<>();
        dashboard.interference = (path, exchange) -> {
            asked.add(path);
            return false;
        };
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String state = TestProvider.query(URI.create(leave.header("Location")).getRawQuery())
                .get("state");
        asked.clear();
        Answer mixedUp = browser.get("/login/oauth2/code/customers?code=stolen&state=" + state);
        assertThat(mixedUp.location()).isEqualTo("/sign-in?expired");
        Answer fromAnother =
                browser.get("/login/oauth2/code/dashboard?code=stolen&state=" + state + "&iss=https://evil.example");
        assertThat(fromAnother.location()).isEqualTo("/sign-in?expired");
        assertThat(asked).isEmpty();
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

    // ClaimedMemberships.highest
    @Test
    void aRoleThatMeansNothingHereMakesNoMember() {
        belongTo(tenant, "superuser");
        assertThat(signIn(dashboard, "dashboard").status()).isEqualTo(403);
        assertThat(users(dashboard)).isEmpty();
    }

    // named_memberships: "scope is null or o.key = any (scope)"
    @Test
    void aProviderNamesNoOrganizationOfOthers() {
        assertThat(signIn(customers, "customers").status()).isEqualTo(302);
        assertThat(role(customers, tenant)).isEqualTo("MEMBER");
        assertThat(role(customers, other)).isEqualTo("none");
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

    @TestFactory
    Stream<DynamicTest> aTokenThatIsNotAsItShouldBeIsRefused(CapturedOutput output) throws Exception {
        var stranger = new RSAKeyGenerator(2048).keyID("stranger").generate();
        var sameId = new RSAKeyGenerator(2048).keyID(dashboard.key().getKeyID()).generate();
        Map<String, TestProvider.Signing> lies = new LinkedHashMap<>();
        lies.put("another issuer", claims -> changed(claims, "iss", "https://elsewhere.example"));
        lies.put("another audience", claims -> changed(claims, "aud", "another-client"));
        lies.put("another party", claims -> changed(claims, "azp", "another-client"));
        lies.put("another nonce", claims -> changed(claims, "nonce", "n"));
        lies.put("no nonce", claims -> changed(claims, "nonce", null));
        lies.put("expired", claims -> changed(claims, "exp", Date.from(TestApplication.NOW.minusSeconds(120))));
        lies.put("no subject", claims -> changed(claims, "sub", null));
        lies.put("no address", claims -> changed(claims, "email", null));
        lies.put("a line break in the address", claims -> changed(claims, "email", "a@b\n.example"));
        lies.put("no signature", TestProvider::unsigned);
        lies.put("HS256 with the public key", dashboard::confused);
        lies.put("an unknown key", claims -> TestProvider.signedBy(stranger, claims, null));
        lies.put("another key under the same id", claims -> TestProvider.signedBy(sameId, claims, null));
        lies.put("a logout token", claims -> TestProvider.signedBy(dashboard.key(), claims, "logout+jwt"));
        return lies.entrySet().stream()
                .map(lie -> DynamicTest.dynamicTest(lie.getKey(), () -> {
                    newPerson();
                    dashboard.signing = lie.getValue();
                    Answer answer = signIn(dashboard, "dashboard");
                    assertThat(answer.status()).isEqualTo(403);
                    assertThat(answer.html().selectFirst("h1").text()).isEqualTo("Sign-in not possible");
                    String id = answer.html().selectFirst(".reference").text();
                    assertThat(id).startsWith("Request ID: ");
                    assertThat(answer.text()).doesNotContain("issuer", "nonce", "signature", "Exception");
                    assertThat(output.getAll()).contains("Sign-in through dashboard refused");
                    assertThat(users(dashboard)).isEmpty();
                    assertThat(browser.get("/").location()).startsWith("/sign-in");
                }));
    }

    private String changed(JWTClaimsSet claims, String name, Object value) throws com.nimbusds.jose.JOSEException {
        return dashboard.signed(
                new JWTClaimsSet.Builder(claims).claim(name, value).build());
    }

    @Test
    void newKeysOfTheProviderAreFetchedWhenTheyAreNeeded() {
        assertThat(signIn(rotating, "rotating").location()).isEqualTo("/");
        rotating.rotateKeys();
        assertThat(signIn(rotating, "rotating").location()).isEqualTo("/");
    }

    // sign_in_by_provider: "from identity_provider"
    @Test
    void theDatabaseTrustsOnlyProvidersThatItsOwnerKnows() {
        fixtures.update("delete from identity_provider where issuer = ?", rotating.issuer());
        assertThat(signIn(rotating, "rotating").status()).isEqualTo(403);
        assertThat(users(rotating)).isEmpty();
        fixtures.update("""
                insert into identity_provider (issuer, id, domains, organizations, creates_users, names_organizations)
                values (?, 'rotating', '{}', array[?], true, false)
                """, rotating.issuer(), tenant.slug());
        assertThat(signIn(rotating, "rotating").status()).isEqualTo(302);
    }

    // SignInCookies
    @Test
    void anAnswerBelongsToTheBrowserThatAskedForItAndCountsOnce() {
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String callback = callback(dashboard, leave);
        Client stranger = new Client(instance.port());
        assertThat(stranger.get(callback).location()).isEqualTo("/sign-in?expired");
        assertThat(stranger.session()).isEmpty();
        assertThat(browser.get(callback).location()).isEqualTo("/");
        assertThat(browser.get(callback).location()).isEqualTo("/sign-in?expired");
    }

    @Test
    void twoTabsSignInIndependently() {
        Answer one = browser.get("/sign-in/provider/dashboard?to=" + tenant.path("/compliances"));
        Answer two = browser.get("/sign-in/provider/dashboard?to=" + tenant.path("/certifications"));
        assertThat(browser.get(callback(dashboard, one)).location()).isEqualTo(tenant.path("/compliances"));
        assertThat(browser.get(callback(dashboard, two)).location()).isEqualTo(tenant.path("/certifications"));
    }

    @Test
    void nobodyHasASessionOrLeavesATraceBeforeTheyHaveSignedIn() {
        long before = sessions();
        browser.get("/sign-in/provider/dashboard");
        assertThat(browser.session()).isEmpty();
        for (int attempt = 0; attempt < 20; attempt++) {
            browser.get("/sign-in/provider/dashboard?to=" + tenant.path("/compliances"));
        }
        assertThat(browser.cookies()).hasSizeLessThan(8_000);
        assertThat(sessions()).isEqualTo(before);
    }

    private long sessions() {
        return owner.work(database -> database.sql("select count(*) from spring_session")
                .query(Long.class)
                .single());
    }

    @Test
    void anAddressLeadsToTheProviderThatOwnsItsDomain() {
        Answer page = browser.get("/sign-in?to=" + tenant.path("/compliances"));
        assertThat(page.html().selectFirst("#password")).isNull();
        Answer next = browser.submit(page.form("/sign-in/address"), Map.of("email", "Ada@" + domain));
        String link = next.html().selectFirst("main a").attr("href");
        assertThat(next.html().selectFirst("meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("0; url=" + link);
        Answer leave = browser.get(link);
        assertThat(leave.header("Location")).startsWith(customers.issuer()).contains("login_hint=Ada@" + domain);
        customers.claims.put("email", "ada@" + domain);
        assertThat(browser.get(callback(customers, leave)).location()).isEqualTo(tenant.path("/compliances"));
    }

    @Test
    void anAddressWithoutAProviderLeadsToThePassword() {
        Answer page = browser.get("/sign-in");
        Answer next = browser.submit(
                page.form("/sign-in/address"), Map.of("email", other.admin().email()));
        Answer signedIn = browser.submit(next.form("/sign-in"), Map.of("password", Fixtures.PASSWORD));
        assertThat(signedIn.location()).isEqualTo("/");
    }

    @Test
    void aProviderThatIsAwayOrSlowHoldsNobodyUp() throws Exception {
        TestProvider slow = new TestProvider();
        slow.claims.putAll(dashboard.claims);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        slow.interference = (path, exchange) -> {
            asked.countDown();
            try {
                done.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
        Map<String, String> withSlow = new LinkedHashMap<>(settings);
        withSlow.putAll(slow.properties("slow"));
        withSlow.put("compliance-center.sign-in.providers.slow.organizations", tenant.slug());
        withSlow.put("compliance-center.sign-in.providers.slow.default-role", "MEMBER");
        try (slow;
                Instance here = Instance.beside(application, withSlow)) {
            Client first = new Client(here.port());
            Thread waiting = new Thread(() -> first.get("/sign-in/provider/slow"));
            waiting.start();
            asked.await();
            Answer second = new Client(here.port()).get("/sign-in/provider/slow");
            assertThat(second.status()).isEqualTo(503);
            assertThat(second.html().selectFirst("h1").text()).isEqualTo("Identity provider not available");
            done.countDown();
            waiting.join();
            slow.interference = (path, exchange) -> false;
            assertThat(signIn(first, slow, "slow", "").status()).isEqualTo(302);
        }
    }

    @Test
    void aProviderThatCannotExchangeTheCodeIsUnavailable() {
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String callback = callback(dashboard, leave);
        dashboard.interference = (path, exchange) -> {
            if (path.equals("/token")) {
                TestProvider.send(exchange, 500, Map.of());
                return true;
            }
            return false;
        };
        assertThat(browser.get(callback).status()).isEqualTo(503);
        assertThat(browser.session()).isEmpty();
    }

    @Test
    void whoCancelsAtTheProviderIsNotSignedIn() {
        Answer leave = browser.get("/sign-in/provider/dashboard");
        String state = TestProvider.query(URI.create(leave.header("Location")).getRawQuery())
                .get("state");
        Answer back = browser.get("/login/oauth2/code/dashboard?error=access_denied&state=" + state);
        assertThat(back.status()).isEqualTo(403);
        assertThat(browser.session()).isEmpty();
    }

    // CurrentUserFilter: providerSession
    @Test
    void aSessionFromAProviderEndsAfterItsTime() {
        signIn(dashboard, "dashboard");
        UUID user = (UUID) users(dashboard).get(0).get("id");
        assertThat(browser.get(tenant.path("/compliances")).status()).isEqualTo(200);
        fixtures.update("""
                update spring_session_attributes a
                   set attribute_bytes = convert_to(replace(convert_from(attribute_bytes, 'UTF8'), '2026-11-24T10', '2026-11-24T01'),
                                                    'UTF8')
                  from spring_session s where s.primary_id = a.session_primary_id and s.principal_name = ?
                """, user.toString());
        assertThat(browser.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
    }

    // CurrentUserFilter: "providers.trust"
    @Test
    void aSessionFromAProviderThatIsNotConfiguredAnyMoreEnds() {
        signIn(dashboard, "dashboard");
        Client atAnother = browser.at(port);
        assertThat(atAnother.get(tenant.path("/compliances")).location()).startsWith("/sign-in");
        assertThat(browser.get(tenant.path("/compliances")).status()).isEqualTo(302);
    }

    @Test
    void noTokenIsStoredAnywhere() {
        dashboard.claims.put("at_test", "marker-" + UUID.randomUUID());
        signIn(dashboard, "dashboard");
        String stored =
                owner.work(database -> database.sql("""
                        select string_agg(convert_from(attribute_bytes, 'UTF8'), ' ') from spring_session_attributes
                        """).query(String.class).single());
        assertThat(stored).contains((String) dashboard.claims.get("sub")).doesNotContain("eyJ", "marker-");
    }
}
