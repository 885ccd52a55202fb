package io.compliancecenter.security.provider;

import io.compliancecenter.organization.Role;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.SignInProperties.MissingRoles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads from the claims of a provider which Organizations a person belongs to, and in which roles.
 *
 * <p>Claims that are missing or unknown, or that the provider left out because there are too many, mean that it is not known:
 * nothing changes then, and nothing becomes more. A provider may be configured so that no known role means none.
 */
final class ClaimedMemberships {

    private static final Logger log = LoggerFactory.getLogger(ClaimedMemberships.class);

    private static final String ORGANIZATION = "{organization}";

    private final IdentityProvider provider;
    private final ClaimValues claims;

    private ClaimedMemberships(IdentityProvider provider, ClaimValues claims) {
        this.provider = provider;
        this.claims = claims;
    }

    /**
     * A person's place in the Organization with that key.
     *
     * @param role null if it is not known
     */
    record Claimed(String organization, @Nullable Role role) {}

    /** The memberships; empty if they are not known. */
    static Optional<List<Claimed>> of(IdentityProvider provider, Map<String, Object> claims) {
        return new ClaimedMemberships(provider, new ClaimValues(provider.id(), claims)).read();
    }

    private Optional<List<Claimed>> read() {
        Optional<List<String>> organizations = organizations();
        if (organizations.isEmpty()) {
            return Optional.empty();
        }
        List<Claimed> memberships = new ArrayList<>();
        for (String organization : organizations.get()) {
            if (provider.roleClaim() == null) {
                memberships.add(new Claimed(organization, provider.defaultRole()));
                continue;
            }
            String path = provider.roleClaim().replace(ORGANIZATION, organization);
            Optional<List<String>> names = claims.at(path, provider.roleClaim());
            Optional<Role> role = names.flatMap(this::highest);
            // An empty list says that there is none.
            boolean unknown = role.isEmpty() && !names.equals(Optional.of(List.of()));
            boolean kept = provider.missingRoles() == MissingRoles.KEEP || claims.isElsewhere(path);
            if (role.isPresent() || unknown && kept) {
                memberships.add(new Claimed(organization, role.orElse(null)));
            }
        }
        return Optional.of(memberships);
    }

    private Optional<List<String>> organizations() {
        String path = provider.organizationClaim();
        return path == null ? Optional.of(List.copyOf(provider.organizations())) : claims.at(path, path);
    }

    private Optional<Role> highest(List<String> names) {
        Optional<Role> role = names.stream()
                .flatMap(name -> Optional.ofNullable(provider.roles().get(name)).stream())
                .min(Role::compareTo);
        if (role.isEmpty() && !names.isEmpty()) {
            log.warn(
                    "None of the {} roles that {} names for somebody is in compliance-center.sign-in.providers.{}.roles",
                    names.size(),
                    provider.id(),
                    provider.id());
        }
        return role;
    }
}
