package io.compliancecenter.security.provider;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** What an instance compares at its start with what the database knows. */
class ProviderRulesTest {

    private static final String KNOWN = """
            [{"issuer": "https://idp.example", "id": "idp", "name": "idp", "domains": [], "organizations": ["acme"],
              "creates_users": true, "names_organizations": false, "desk_roles": [], "desk_role_days": 90}%s]
            """;

    private final ProviderRules rules = ProviderRules.of(new MockEnvironment()
            .withProperty("spring.security.oauth2.client.registration.idp.client-id", "client")
            .withProperty("compliance-center.sign-in.providers.idp.issuer", "https://idp.example")
            .withProperty("compliance-center.sign-in.providers.idp.organizations", "acme")
            .withProperty("compliance-center.sign-in.providers.idp.default-role", "MEMBER"));

    @Test
    void whatTheDatabaseKnowsAsConfiguredIsNoDifference() {
        assertThat(rules.differenceTo(KNOWN.formatted("")).wrong()).isEmpty();
        assertThat(rules.differenceTo(KNOWN.formatted("")).superfluous()).isEmpty();
    }

    @Test
    void whatItDoesNotKnowOrKnowsOtherwiseIsNamed() {
        assertThat(rules.differenceTo("[]").wrong()).containsExactly("idp");
        assertThat(rules.differenceTo(KNOWN.formatted("").replace("acme", "globex"))
                        .wrong())
                .containsExactly("idp");
    }

    @Test
    void whatIsNotConfiguredAnyMoreIsNamedApart() {
        String former = """
                , {"issuer": "https://former.example", "id": "former", "name": "Former", "domains": [], "organizations": [],
                   "creates_users": true, "names_organizations": true, "desk_roles": [], "desk_role_days": 90}""";
        assertThat(rules.differenceTo(KNOWN.formatted(former)).wrong()).isEmpty();
        assertThat(rules.differenceTo(KNOWN.formatted(former)).superfluous()).containsExactly("former");
    }
}
