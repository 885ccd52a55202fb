package io.compliancecenter.security.provider;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads from the claims of a provider which roles a person has at the vendor's desk.
 *
 * <p>Without the claim, or without a value that is known, there is none. Only if the provider says that it left the claim out, because it is
 * too large, the roles are not known, and stay as they are.
 */
final class ClaimedDeskRoles {

    private ClaimedDeskRoles() {}

    /** @return null if they are not known */
    static @Nullable Set<DeskRole> of(IdentityProvider provider, Map<String, Object> claims) {
        String path = provider.deskRoleClaim();
        Set<DeskRole> roles = EnumSet.noneOf(DeskRole.class);
        if (path == null) {
            return roles;
        }
        ClaimValues values = new ClaimValues(provider.id(), claims);
        Optional<List<String>> names = values.at(path, path);
        if (names.isEmpty() && values.isElsewhere(path)) {
            return null;
        }
        names.orElse(List.of())
                .forEach(name -> roles.addAll(provider.deskRoles().getOrDefault(name, Set.of())));
        return roles;
    }
}
