package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.Client;
import io.compliancecenter.testing.Client.Answer;
import io.compliancecenter.testing.Fixtures;
import io.compliancecenter.testing.Fixtures.Tenant;
import io.compliancecenter.testing.Instance;
import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.OwnerSql;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** An instance with three providers: one for all Organizations, one of a single customer, and one that changes its keys. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProviderTest {

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
        settings.put(dashboardSettings + "desk-role-claim", "desk.roles");
        settings.put(dashboardSettings + "desk-roles.compliance-team", "EDITOR,APPROVER");
        settings.put(dashboardSettings + "desk-roles.audit", "AUDITOR");
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

    void belongTo(Tenant organization, Object role) {
        dashboard.claims.put("organizations", List.of(organization.slug()));
        dashboard.claims.put("roles", Map.of(organization.slug(), role));
    }

    Answer signIn(TestProvider provider, String id) {
        return signIn(browser, provider, id, "");
    }

    static Answer signIn(Client browser, TestProvider provider, String id, String query) {
        Answer leave = browser.get("/sign-in/provider/" + id + query);
        assertThat(leave.header("Location")).startsWith(provider.issuer() + "/authorize?");
        return browser.get(callback(provider, leave));
    }

    static String callback(TestProvider provider, Answer leave) {
        URI back = URI.create(provider.authorize(leave.header("Location")));
        return back.getRawPath() + "?" + back.getRawQuery();
    }

    Client passwordSession(String email) {
        Client client = new Client(instance.port());
        Answer password = client.submit(client.get("/sign-in").form("/sign-in/address"), Map.of("email", email));
        // The domain belongs to a provider, so the page that asks for a password comes after a failure only.
        Answer page = password.html().selectFirst("#password") == null ? client.get("/sign-in?failed") : password;
        client.submit(page.form("/sign-in"), Map.of("email", email, "password", Fixtures.PASSWORD));
        return client;
    }

    List<Map<String, Object>> users(TestProvider provider) {
        return owner.work(database -> database.sql("""
                        select u.*, i.subject from user_identity i join user_account u on u.id = i.user_id
                         where i.issuer = ? and i.subject = ?
                        """)
                .params(provider.issuer(), provider.claims.get("sub"))
                .query()
                .listOfRows());
    }

    String role(TestProvider provider, Tenant organization) {
        return owner.work(database -> database.sql("""
                        select m.role from user_identity i join member m on m.user_id = i.user_id
                         where i.issuer = ? and i.subject = ? and m.organization_id = ? and m.retired_at is null
                        """)
                .params(provider.issuer(), provider.claims.get("sub"), organization.id())
                .query(String.class)
                .optional()
                .orElse("none"));
    }

    List<String> entries(UUID chain) {
        return owner.work(
                database -> database.sql("select kind from evidence_entry where chain_id = ? order by sequence")
                        .params(chain)
                        .query(String.class)
                        .list());
    }
}
