package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.compliancecenter.testing.IntegrationTest;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.application.SecondInstance;
import io.compliancecenter.testing.database.OwnerSql;
import io.compliancecenter.testing.fixtures.Fixtures;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import io.compliancecenter.testing.http.Client;
import io.compliancecenter.testing.http.Client.Answer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** Three of the second instance's providers: one for all Organizations, one of a single customer, and one that changes its keys. */
@IntegrationTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ProviderTest {

    @Autowired
    ApplicationContext application;

    @Autowired
    Fixtures fixtures;

    @Autowired
    OwnerSql owner;

    @Autowired
    SecondInstance second;

    @LocalServerPort
    int port;

    TestProvider dashboard;
    TestProvider customers;
    TestProvider rotating;
    TestProviders providers;
    Map<String, String> settings;
    Tenant tenant;
    Tenant other;
    String domain;
    Instance instance;
    Client browser;

    @BeforeAll
    void start() {
        instance = second.start();
        settings = second.settings();
        providers = second.providers();
        dashboard = providers.dashboard;
        customers = providers.customers;
        rotating = providers.rotating;
        tenant = providers.tenant;
        other = fixtures.organization();
        domain = providers.domain;
    }

    @BeforeEach
    void newPerson() {
        browser = new Client(instance.port());
        providers.forget();
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
