package io.compliancecenter.security.provider;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.security.provider.settings.SignInProperties;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which providers there are and what they may do, for the database: the owner writes it with each migration. So somebody with the
 * application's database password cannot make users or members in the name of any other.
 */
@Component
public class ProviderRules implements Callback {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final String MERGE = """
            merge into compliance_center.identity_provider as known
            using (select issuer, id, name, creates_users, names_organizations, desk_role_days,
                          array(select jsonb_array_elements_text(desk_roles)) as desk_roles,
                          array(select jsonb_array_elements_text(domains)) as domains,
                          array(select jsonb_array_elements_text(organizations)) as organizations
                     from jsonb_to_recordset(cast(? as jsonb))
                          as provider (issuer text, id text, name text, domains jsonb, organizations jsonb, creates_users boolean,
                                       names_organizations boolean, desk_roles jsonb, desk_role_days integer)
                  ) as configured
            on known.issuer = configured.issuer
            when not matched by target then
                insert (issuer, id, name, domains, organizations, creates_users, names_organizations, desk_roles, desk_role_days)
                values (configured.issuer, configured.id, configured.name, configured.domains, configured.organizations,
                        configured.creates_users, configured.names_organizations, configured.desk_roles,
                        configured.desk_role_days)
            when matched then
                update set id = configured.id, name = configured.name, domains = configured.domains,
                           organizations = configured.organizations,
                           creates_users = configured.creates_users,
                           names_organizations = configured.names_organizations,
                           desk_roles = configured.desk_roles, desk_role_days = configured.desk_role_days
            when not matched by source then delete
            """;

    private final List<Rule> rules;

    ProviderRules(IdentityProviders providers) {
        rules = providers.all().stream()
                .map(Rule::of)
                .sorted(Comparator.comparing(Rule::id))
                .toList();
    }

    /** What one provider may do. */
    private record Rule(
            String issuer,
            String id,
            String name,
            Set<String> domains,
            Set<String> organizations,
            boolean createsUsers,
            boolean namesOrganizations,
            Set<DeskRole> deskRoles,
            int deskRoleDays) {

        static Rule of(IdentityProvider provider) {
            return new Rule(
                    provider.issuer(),
                    provider.id(),
                    provider.name(),
                    provider.domains(),
                    provider.organizations(),
                    provider.createUsers(),
                    provider.organizationClaim() != null,
                    provider.deskRoles().values().stream().flatMap(Set::stream).collect(Collectors.toSet()),
                    provider.deskRoleDays());
        }
    }

    /**
     * How the database differs from the configuration.
     *
     * @param wrong ids of providers that it does not know, or that may do something else there
     * @param superfluous ids of providers that only the database knows
     */
    record Difference(List<String> wrong, List<String> superfluous) {}

    /** The rules of a configuration, for a command. */
    public static ProviderRules of(Environment settings) {
        Binder binder = Binder.get(settings);
        return new ProviderRules(new IdentityProviders(
                binder.bindOrCreate("compliance-center.sign-in", SignInProperties.class),
                binder.bindOrCreate("spring.security.oauth2.client", OAuth2ClientProperties.class)));
    }

    /** The ids of the providers, in order. */
    public List<String> ids() {
        return rules.stream().map(Rule::id).toList();
    }

    /** @param known what the database knows, as a list in JSON */
    Difference differenceTo(String known) {
        Map<String, Rule> byIssuer = List.of(JSON.readValue(known, Rule[].class)).stream()
                .collect(Collectors.toMap(Rule::issuer, Function.identity()));
        List<String> wrong = rules.stream()
                .filter(rule -> !rule.equals(byIssuer.remove(rule.issuer())))
                .map(Rule::id)
                .toList();
        return new Difference(
                wrong, byIssuer.values().stream().map(Rule::id).sorted().toList());
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_MIGRATE;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Connection owner = context.getConnection();
        try (PreparedStatement lock = owner.prepareStatement("select compliance_center.lock_publication()");
                PreparedStatement merge = owner.prepareStatement(MERGE);
                PreparedStatement take =
                        owner.prepareStatement("select compliance_center.take_disallowed_desk_roles()")) {
            // Signing in shares it.
            lock.execute();
            merge.setString(1, JSON.writeValueAsString(rules));
            merge.executeUpdate();
            take.execute();
        } catch (SQLException failure) {
            throw new DataAccessResourceFailureException("The identity providers could not be written", failure);
        }
    }

    @Override
    public String getCallbackName() {
        return "identity providers";
    }
}
