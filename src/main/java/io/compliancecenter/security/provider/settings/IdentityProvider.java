package io.compliancecenter.security.provider.settings;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.Role;
import io.compliancecenter.security.provider.settings.SignInProperties.MissingRoles;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/**
 * A provider that vouches for people, as configured.
 *
 * @param id in the configuration and in addresses
 * @param name on the sign-in page
 * @param domains of e-mail addresses that belong to it, in lower case
 * @param verifiedClaim the claim that an address is verified
 * @param offered whether the sign-in page shows a button for everyone
 * @param organizations keys of the Organizations that it may name; empty for all
 * @param organizationClaim where its tokens name Organizations; null if it is for exactly one
 * @param roleClaim where its tokens name roles; null if everyone has the default role
 * @param roles what the values of the role claim mean
 * @param missingRoles what no known role means
 * @param defaultRole without a role claim
 * @param deskRoleClaim where its tokens name roles at the vendor's desk; null if it gives none
 * @param deskRoles what the values of that claim mean
 * @param deskRoleDays after how many days without a sign-in a role at the desk ends
 * @param checkSessionEvery how often it has to confirm a session; null for never
 */
public record IdentityProvider(
        String id,
        String issuer,
        String name,
        Set<String> domains,
        String verifiedClaim,
        boolean offered,
        Set<String> organizations,
        @Nullable String organizationClaim,
        @Nullable String roleClaim,
        Map<String, Role> roles,
        MissingRoles missingRoles,
        @Nullable Role defaultRole,
        @Nullable String deskRoleClaim,
        Map<String, Set<DeskRole>> deskRoles,
        int deskRoleDays,
        Map<String, String> requiredClaims,
        boolean createUsers,
        @Nullable Duration checkSessionEvery,
        SignatureAlgorithm algorithm) {

    public IdentityProvider {
        domains = Set.copyOf(domains);
        organizations = Set.copyOf(organizations);
        roles = Map.copyOf(roles);
        deskRoles = Map.copyOf(deskRoles);
        requiredClaims = Map.copyOf(requiredClaims);
    }
}
