package io.compliancecenter.security.provider.settings;

import io.compliancecenter.organization.DeskRole;
import io.compliancecenter.organization.Role;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for signing in.
 *
 * @param providerSession How long a session may last that began at an identity provider, used or not. Then the person is
 *     sent to the provider again, which may have changed or disabled them.
 * @param providers Identity providers by id. Each needs a registration of the same id under
 *     spring.security.oauth2.client.registration.
 */
@Validated
@ConfigurationProperties("compliance-center.sign-in")
public record SignInProperties(
        @DefaultValue("8h") @DurationMin(minutes = 5) @DurationMax(days = 30)
        Duration providerSession,

        @DefaultValue Map<String, ProviderProperties> providers) {

    /** What it means that a provider sends no role that is known. */
    public enum MissingRoles {
        /** Nothing is known, so a membership stays as it is. */
        KEEP,
        /** The person has no role, so they are no member. */
        NONE
    }

    /**
     * One identity provider.
     *
     * @param issuer Issuer, exactly as in its discovery document and its tokens.
     * @param name Name on the sign-in page. By default the id.
     * @param domains Domains of e-mail addresses that belong to it. People with such an address are sent to it, and it may
     *     vouch for existing accounts with a verified address there.
     * @param verifiedClaim Name of the claim by which it says that an address is verified. Entra ID calls it xms_edov.
     * @param offered Whether the sign-in page shows a button for everyone. By default only if there are no domains.
     * @param organizations Keys of the Organizations that it may name, or * for all. By default all, unless it has domains.
     * @param organizationClaim Path of the claim that names the Organization by its key: a text, a list of texts, or an object
     *     with a member for each. Not needed if the provider is for exactly one Organization, or for the
     *     vendor's desk only.
     * @param roleClaim Path of the claim with the roles: a text or a list of texts. It may contain {organization} for the key.
     * @param roles What the values of the role claim mean: ADMIN or MEMBER.
     * @param missingRoles What it means if the role claim is missing, or has no value that is known: KEEP leaves a membership as it
     *     is, NONE ends it. Providers that leave out an empty claim, such as Keycloak and Entra ID, need NONE.
     * @param defaultRole Role of everyone who belongs to an Organization, if there is no role claim.
     * @param deskRoleClaim Path of the claim with the roles at the vendor's desk: a text or a list of texts. Without it, the provider gives
     *     none.
     * @param deskRoles What the values of that claim mean: EDITOR, APPROVER, SUPPORT or AUDITOR, or several of them.
     * @param deskRoleDays After how many days without a sign-in that confirms it a role at the desk ends by itself. So nobody who has left
     *     the vendor keeps one.
     * @param requiredClaims Claims that a person must have, with their values. Everyone else is refused.
     * @param createUsers Whether an unknown person gets an account at the first sign-in.
     * @param checkSessionEvery How often the provider has to confirm a session that began there. When it is due, the next page
     *     leads to the provider, which sends the person back at once, without asking for anything; if it does not know them any
     *     more, the session ends. At least 1m; 0 for never.
     * @param algorithm Signature algorithm of its tokens: RS256, RS384, RS512, ES256, ES384, ES512, PS256, PS384 or PS512.
     */
    public record ProviderProperties(
            @Nullable String issuer,
            @Nullable String name,
            @DefaultValue List<String> domains,
            @DefaultValue("email_verified") String verifiedClaim,
            @Nullable Boolean offered,
            @DefaultValue List<String> organizations,
            @Nullable String organizationClaim,
            @Nullable String roleClaim,
            @DefaultValue Map<String, Role> roles,
            @DefaultValue("KEEP") MissingRoles missingRoles,
            @Nullable Role defaultRole,
            @Nullable String deskRoleClaim,
            @DefaultValue Map<String, Set<DeskRole>> deskRoles,
            @DefaultValue("90") int deskRoleDays,
            @DefaultValue Map<String, String> requiredClaims,
            @DefaultValue("true") boolean createUsers,
            @DefaultValue("5m") Duration checkSessionEvery,
            @DefaultValue("RS256") String algorithm) {}
}
