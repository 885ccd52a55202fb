package io.compliancecenter.security.provider;

import io.compliancecenter.organization.Role;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.SignInProperties.MissingRoles;
import java.util.ArrayList;
import java.util.Collection;
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

    /** OpenID Connect Core 1.0, section 5.6.2: claims that are to be asked for elsewhere. */
    private static final String ELSEWHERE = "_claim_names";

    private static final String ORGANIZATION = "{organization}";

    /** More are not read. */
    private static final int MAX_VALUES = 1_000;

    private final IdentityProvider provider;
    private final Map<String, Object> claims;

    private ClaimedMemberships(IdentityProvider provider, Map<String, Object> claims) {
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
        return new ClaimedMemberships(provider, claims).read();
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
            Optional<List<String>> names = values(provider.roleClaim(), path);
            Optional<Role> role = names.flatMap(this::highest);
            // An empty list says that there is none.
            boolean unknown = role.isEmpty() && !names.equals(Optional.of(List.of()));
            boolean kept = provider.missingRoles() == MissingRoles.KEEP || isElsewhere(path);
            if (role.isPresent() || unknown && kept) {
                memberships.add(new Claimed(organization, role.orElse(null)));
            }
        }
        return Optional.of(memberships);
    }

    private Optional<List<String>> organizations() {
        String path = provider.organizationClaim();
        return path == null ? Optional.of(List.copyOf(provider.organizations())) : values(path, path);
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

    private Optional<List<String>> values(String configured, String path) {
        if (isElsewhere(path)) {
            log.warn("{} left the claim {} out because it is too large: nothing is known", provider.id(), configured);
            return Optional.empty();
        }
        Optional<List<String>> values = texts(find(claims, path));
        if (values.isEmpty()) {
            log.warn("{} did not send the claim {}: nothing is known", provider.id(), configured);
        }
        return values;
    }

    private static Optional<List<String>> texts(@Nullable Object value) {
        if (value instanceof String text) {
            return Optional.of(List.of(text));
        }
        Collection<?> values = value instanceof Map<?, ?> members ? members.keySet() : List.of();
        if (value instanceof Collection<?> list) {
            values = list;
        } else if (!(value instanceof Map)) {
            return Optional.empty();
        }
        boolean valid = values.size() <= MAX_VALUES && values.stream().allMatch(String.class::isInstance);
        return valid ? Optional.of(values.stream().map(String.class::cast).toList()) : Optional.empty();
    }

    /** Whether the provider left the claim out because it is too large. */
    private boolean isElsewhere(String path) {
        return claims.get(ELSEWHERE) instanceof Map<?, ?> elsewhere
                && elsewhere.keySet().stream().anyMatch(name -> path.equals(name) || path.startsWith(name + "."));
    }

    /** Names of claims may have dots themselves, so the longest name that is there counts. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        int end = path.length();
        while (end > 0) {
            Object value = claims.get(path.substring(0, end));
            if (value != null && end == path.length()) {
                return value;
            }
            if (value instanceof Map<?, ?> inner) {
                return find(inner, path.substring(end + 1));
            }
            end = path.lastIndexOf('.', end - 1);
        }
        return null;
    }
}
