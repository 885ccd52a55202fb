package io.compliancecenter.security.provider;

import io.compliancecenter.security.provider.ProviderRules.Difference;
import io.compliancecenter.testing.application.Instance;
import io.compliancecenter.testing.fixtures.Fixtures.Tenant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The providers of an instance that several test classes share. What they say is each test's own. */
public final class TestProviders implements AutoCloseable {

    private static final String SETTINGS = "compliance-center.sign-in.providers.";

    /** Names Organizations and roles by claims, for all Organizations, and roles at the desk. */
    public final TestProvider dashboard = new TestProvider();

    /** Belongs to one Organization and owns a domain. */
    public final TestProvider customers = new TestProvider();

    /** Changes its keys. */
    public final TestProvider rotating = new TestProvider();

    /** Makes admins of the one Organization. */
    public final TestProvider admins = new TestProvider();

    /** Does the same, and knows its people by the same subjects. */
    public final TestProvider stranger = new TestProvider();

    /** Gives roles in the one Organization by a claim. */
    public final TestProvider checked = new TestProvider();

    /** Is not asked about sessions. */
    public final TestProvider unchecked = new TestProvider();

    /** Has not been asked for anything before the one test that it is for. */
    public final TestProvider slow = new TestProvider();

    /** The one Organization of most providers. */
    public final Tenant tenant;

    /** The domain of {@link #customers}. */
    public final String domain;

    private final Map<String, String> settings = new LinkedHashMap<>();

    /** @param tenant the one Organization of most providers */
    public TestProviders(Tenant tenant) {
        this.tenant = tenant;
        domain = tenant.slug() + ".example";
        add("dashboard", dashboard)
                .set("name", "Example Dashboard")
                .set("organization-claim", "organizations")
                .set("role-claim", "roles.{organization}")
                .set("roles.compliance-admin", "ADMIN")
                .set("roles.reader", "MEMBER")
                .set("desk-role-claim", "desk.roles")
                .set("desk-roles.compliance-team", "EDITOR,APPROVER")
                .set("desk-roles.audit", "AUDITOR");
        addForTenant("customers", customers)
                .set("domains", domain)
                .set("default-role", "MEMBER")
                .set("required-claims.hd", domain);
        addForTenant("rotating", rotating)
                .set("role-claim", "role")
                .set("roles.reader", "MEMBER")
                .set("missing-roles", "NONE");
        try (TestProvider away = new TestProvider()) {
            addForTenant("away", away).set("default-role", "MEMBER");
        }
        addForTenant("admins", admins)
                .set("name", "Example")
                .set("default-role", "ADMIN")
                .set("offered", "false");
        addForTenant("stranger", stranger).set("default-role", "ADMIN").set("offered", "false");
        addForTenant("checked", checked)
                .set("role-claim", "role")
                .set("roles.admin", "ADMIN")
                .set("roles.member", "MEMBER")
                .set("offered", "false");
        addForTenant("unchecked", unchecked)
                .set("default-role", "ADMIN")
                .set("check-session-every", "0")
                .set("offered", "false");
        addForTenant("slow", slow).set("default-role", "MEMBER").set("offered", "false");
        forget();
    }

    private interface Settings {
        Settings set(String name, String value);
    }

    private Settings add(String id, TestProvider provider) {
        settings.putAll(provider.properties(id));
        return new Settings() {
            @Override
            public Settings set(String name, String value) {
                settings.put(SETTINGS + id + "." + name, value);
                return this;
            }
        };
    }

    private Settings addForTenant(String id, TestProvider provider) {
        return add(id, provider).set("organizations", tenant.slug());
    }

    /** Configures an instance to have these providers. */
    public Map<String, String> settings() {
        return Map.copyOf(settings);
    }

    private List<TestProvider> all() {
        return List.of(dashboard, customers, rotating, admins, stranger, checked, unchecked, slow);
    }

    /** Whether the instance's database knows these, and no others. */
    public boolean areKnownTo(Instance instance) {
        Difference difference = instance.bean(ProviderRules.class)
                .differenceTo(instance.bean(ProviderAccounts.class).knownProviders());
        return difference.wrong().isEmpty() && difference.superfluous().isEmpty();
    }

    /** What a test had them say is forgotten. Now it is somebody new who signs in, by whatever means. */
    public void forget() {
        for (TestProvider provider : all()) {
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
    }

    @Override
    public void close() {
        all().forEach(TestProvider::close);
    }
}
