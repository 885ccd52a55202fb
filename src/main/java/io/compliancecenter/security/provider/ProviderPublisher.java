package io.compliancecenter.security.provider;

import io.compliancecenter.database.OwnerDatabase;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the database at the start, as the schema's owner, which providers there are and what they may do. So somebody with the
 * application's database password cannot make users or members in the name of any other.
 */
@Component
class ProviderPublisher implements SmartInitializingSingleton {

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private final IdentityProviders providers;
    private final ProviderAccounts accounts;
    private final OwnerDatabase owner;

    ProviderPublisher(IdentityProviders providers, ProviderAccounts accounts, OwnerDatabase owner) {
        this.providers = providers;
        this.accounts = accounts;
        this.owner = owner;
    }

    private record Row(
            String issuer,
            String id,
            String name,
            Set<String> domains,
            Set<String> organizations,
            boolean createsUsers,
            boolean namesOrganizations) {}

    /** Before the server accepts requests. */
    @Override
    public void afterSingletonsInstantiated() {
        List<Row> rows = providers.all().stream()
                .map(provider -> new Row(
                        provider.issuer(),
                        provider.id(),
                        provider.name(),
                        provider.domains(),
                        provider.organizations(),
                        provider.createUsers(),
                        provider.organizationClaim() != null))
                .toList();
        owner.publish(() -> {
            accounts.setProviders(JSON.writeValueAsString(rows));
            return rows.size();
        });
    }
}
