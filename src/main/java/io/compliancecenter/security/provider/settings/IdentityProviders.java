package io.compliancecenter.security.provider.settings;

import io.compliancecenter.security.provider.settings.SignInProperties.ProviderProperties;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.stereotype.Component;

/** The configured identity providers. A mistake in their configuration stops the start, with the name of the property. */
@Component
@EnableConfigurationProperties({SignInProperties.class, OAuth2ClientProperties.class})
public class IdentityProviders {

    private static final String PREFIX = "compliance-center.sign-in.providers.";
    private static final String REGISTRATIONS = "spring.security.oauth2.client.registration.";
    /** Providers on the same machine, for trying out. */
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1");

    private static final String ALL = "*";
    private static final String GOOGLE = "https://accounts.google.com";
    /** Clocks of several instances differ by less. */
    private static final Duration MIN_CHECK = Duration.ofMinutes(1);

    private static final int MOST_DESK_ROLE_DAYS = 3650;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern NAME = Pattern.compile("[^\\p{Cntrl}]{1,200}");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    private final Map<String, IdentityProvider> byId = new TreeMap<>();
    private final Map<String, IdentityProvider> byDomain = new HashMap<>();

    public IdentityProviders(SignInProperties properties, OAuth2ClientProperties clients) {
        properties.providers().forEach((id, provider) -> add(id, provider, clients, properties.providerSession()));
        for (String registration : clients.getRegistration().keySet()) {
            check(byId.containsKey(registration), PREFIX + registration, null, "The registration has no provider here");
        }
    }

    private void add(
            String id, ProviderProperties properties, OAuth2ClientProperties clients, Duration providerSession) {
        String prefix = PREFIX + id;
        check(
                ID.matcher(id).matches() && id.length() <= 63,
                prefix,
                id,
                "An id has lower-case letters, digits and hyphens");
        check(clients.getRegistration().containsKey(id), REGISTRATIONS + id, null, "The provider has no registration");
        String issuer = issuer(prefix, properties.issuer());
        String name = Optional.ofNullable(properties.name()).orElse(id);
        check(NAME.matcher(name).matches(), prefix + ".name", name, "A name has 1 to 200 characters, on one line");
        boolean forAll = properties.organizations().equals(List.of(ALL));
        Set<String> organizations = forAll ? Set.of() : Set.copyOf(properties.organizations());
        check(
                forAll || !organizations.isEmpty() || properties.domains().isEmpty(),
                prefix + ".organizations",
                null,
                "Needed for a provider with domains: the keys of its Organizations, or * for all");
        check(
                !issuer.equals(GOOGLE) || properties.requiredClaims().containsKey("hd"),
                prefix + ".required-claims.hd",
                null,
                "Needed for Google, which signs in everybody: the domain of the Google Workspace");
        check(
                byId.values().stream().noneMatch(other -> other.issuer().equals(issuer)),
                prefix + ".issuer",
                issuer,
                "Another provider has the same issuer");
        Set<String> scope =
                Objects.requireNonNull(clients.getRegistration().get(id)).getScope();
        check(
                scope == null || scope.contains(OidcScopes.OPENID),
                REGISTRATIONS + id + ".scope",
                scope,
                "The scope openid is needed");
        boolean deskOnly =
                properties.deskRoleClaim() != null && properties.organizationClaim() == null && organizations.isEmpty();
        check(
                deskOnly || properties.organizationClaim() != null || organizations.size() == 1,
                prefix + ".organization-claim",
                null,
                "Needed unless the provider is for exactly one Organization, or for the vendor's desk only");
        check(
                properties.roleClaim() == null || !properties.roles().isEmpty(),
                prefix + ".roles",
                null,
                "Needed to know what the values of the role claim mean");
        check(
                deskOnly
                        ? properties.roleClaim() == null && properties.defaultRole() == null
                        : (properties.roleClaim() == null) == (properties.defaultRole() != null),
                prefix + ".default-role",
                properties.defaultRole(),
                deskOnly
                        ? "A provider for the vendor's desk only cannot give roles in Organizations"
                        : "Either role-claim or default-role is needed, and not both");
        check(
                (properties.deskRoleClaim() == null) == properties.deskRoles().isEmpty(),
                prefix + ".desk-roles",
                null,
                "Needed with desk-role-claim, and only with it, to know what the values of the claim mean");
        check(
                properties.deskRoleDays() >= 1 && properties.deskRoleDays() <= MOST_DESK_ROLE_DAYS,
                prefix + ".desk-role-days",
                properties.deskRoleDays(),
                "Must be from 1 to " + MOST_DESK_ROLE_DAYS);
        Duration every = properties.checkSessionEvery();
        check(
                every.isZero() || every.compareTo(MIN_CHECK) >= 0 && every.compareTo(providerSession) <= 0,
                prefix + ".check-session-every",
                every,
                "Must be at least a minute, and at most compliance-center.sign-in.provider-session; or 0 for never");
        Set<String> domains = properties.domains().stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        IdentityProvider provider = new IdentityProvider(
                id,
                issuer,
                name,
                domains,
                properties.verifiedClaim(),
                Optional.ofNullable(properties.offered()).orElse(domains.isEmpty()),
                organizations,
                properties.organizationClaim(),
                properties.roleClaim(),
                properties.roles(),
                properties.missingRoles(),
                properties.defaultRole(),
                properties.deskRoleClaim(),
                properties.deskRoles(),
                properties.deskRoleDays(),
                properties.requiredClaims(),
                properties.createUsers(),
                every.isZero() ? null : every,
                algorithm(prefix, properties.algorithm()));
        byId.put(id, provider);
        for (String domain : domains) {
            check(DOMAIN.matcher(domain).matches(), prefix + ".domains", domain, "Not a domain");
            IdentityProvider other = byDomain.put(domain, provider);
            check(other == null, prefix + ".domains", domain, "The domain belongs to another provider as well");
        }
    }

    private static String issuer(String prefix, @Nullable String issuer) {
        if (issuer == null) {
            throw invalid(prefix + ".issuer", null, "The issuer is needed: tokens of any other are refused");
        }
        if (!isSecure(issuer)) {
            throw invalid(prefix + ".issuer", issuer, "Must be an https address");
        }
        return issuer;
    }

    private static boolean isSecure(String issuer) {
        try {
            URI uri = URI.create(issuer);
            return "https".equals(uri.getScheme()) && uri.getHost() != null
                    || "http".equals(uri.getScheme()) && LOCAL.contains(String.valueOf(uri.getHost()));
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }

    private static SignatureAlgorithm algorithm(String prefix, String name) {
        SignatureAlgorithm algorithm = SignatureAlgorithm.from(name);
        if (algorithm == null) {
            throw invalid(prefix + ".algorithm", name, "Not a signature algorithm that is accepted");
        }
        return algorithm;
    }

    private static void check(boolean valid, String property, @Nullable Object value, String problem) {
        if (!valid) {
            throw invalid(property, value, problem);
        }
    }

    private static InvalidConfigurationPropertyValueException invalid(
            String property, @Nullable Object value, String problem) {
        return new InvalidConfigurationPropertyValueException(property, value, problem);
    }

    /** Whether there is any. */
    public boolean isEmpty() {
        return byId.isEmpty();
    }

    /** Those that the sign-in page offers to everyone, by name. */
    public List<ProviderLink> offered() {
        return byId.values().stream()
                .filter(IdentityProvider::offered)
                .sorted(Comparator.comparing(IdentityProvider::name))
                .map(ProviderLink::to)
                .toList();
    }

    /** Those by which a person with that address may accept an invitation: the provider of its domain, then those for everyone. */
    public List<ProviderLink> forInvited(String email) {
        return Stream.concat(forAddress(email).stream(), offered().stream())
                .distinct()
                .toList();
    }

    /** All of them. */
    public Collection<IdentityProvider> all() {
        return byId.values();
    }

    /** Whether people may still be signed in through the provider with that id and issuer. */
    public boolean trust(String id, String issuer) {
        return find(id).filter(provider -> provider.issuer().equals(issuer)).isPresent();
    }

    /**
     * Whether an answer is from the provider with that id, as far as it says so itself (RFC 9207).
     *
     * @param issuer parameter of the answer; null if it has none
     */
    public boolean isFrom(String id, @Nullable String issuer) {
        return issuer == null || trust(id, issuer);
    }

    /** The provider with that id, as a link. */
    public Optional<ProviderLink> link(String id) {
        return find(id).map(ProviderLink::to);
    }

    /** Whether any domain belongs to a provider, so that the address has to be known first. */
    public boolean haveDomains() {
        return !byDomain.isEmpty();
    }

    /** The provider that the domain of an e-mail address belongs to. */
    public Optional<ProviderLink> forAddress(String email) {
        return Optional.ofNullable(byDomain.get(
                        email.substring(email.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT)))
                .map(ProviderLink::to);
    }

    /** The provider with that id. */
    public Optional<IdentityProvider> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
