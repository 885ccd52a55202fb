package io.compliancecenter.security.provider.connection;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Provider;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientProperties.Registration;
import org.springframework.boot.security.oauth2.client.autoconfigure.OAuth2ClientPropertiesMapper;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.stereotype.Component;

/**
 * The registrations at the providers, as Spring Boot's properties describe them. Each provider's discovery document is read
 * when it is first needed, so that one that is away does not stop the start. One request at a time reads it, so that a slow one
 * does not hold many threads.
 */
@Component
public class ProviderRegistrations implements ClientRegistrationRepository {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

    private final IdentityProviders providers;
    private final OAuth2ClientProperties clients;
    private final ProviderConnection connection;
    private final Clock clock;
    private final String baseUrl;
    private final Map<String, Discovery> discoveries = new ConcurrentHashMap<>();

    ProviderRegistrations(
            IdentityProviders providers,
            OAuth2ClientProperties clients,
            ProviderConnection connection,
            Clock clock,
            @Value("${compliance-center.base-url:}") String baseUrl) {
        this.baseUrl = baseUrl;
        this.providers = providers;
        this.clients = clients;
        this.connection = connection;
        this.clock = clock;
    }

    /**
     * The registration at a provider.
     *
     * @return null if there is no such provider
     * @throws ProviderUnavailableException if the discovery document cannot be read
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String id) {
        return providers
                .find(id)
                .map(provider ->
                        discoveries.computeIfAbsent(id, key -> new Discovery()).get(provider))
                .orElse(null);
    }

    /** Reads one provider's discovery document once. */
    private final class Discovery {

        private final ReentrantLock reading = new ReentrantLock();
        private volatile @Nullable ClientRegistration registration;
        private volatile @Nullable ProviderUnavailableException failure;
        private volatile Instant failedAt = Instant.MIN;

        ClientRegistration get(IdentityProvider provider) {
            ClientRegistration known = registration;
            if (known != null) {
                return known;
            }
            if (!reading.tryLock()) {
                throw new ProviderUnavailableException(
                        "The discovery document of " + provider.id() + " is being read", new IllegalStateException());
            }
            try {
                ProviderUnavailableException earlier = failure;
                if (earlier != null && clock.instant().isBefore(failedAt.plus(RETRY_AFTER))) {
                    throw new ProviderUnavailableException(String.valueOf(earlier.getMessage()), earlier);
                }
                return registration = read(provider);
            } catch (IllegalArgumentException | IllegalStateException unreadable) {
                ProviderUnavailableException failed = new ProviderUnavailableException(
                        "The discovery document of %s cannot be read: %s"
                                .formatted(provider.id(), unreadable.getMessage()),
                        unreadable);
                failure = failed;
                failedAt = clock.instant();
                throw failed;
            } finally {
                reading.unlock();
            }
        }
    }

    /**
     * What the discovery document says. Spring Boot would read it as well, but without limits of size and time.
     *
     * @throws IllegalStateException or IllegalArgumentException if it cannot be read
     */
    private ClientRegistration discovered(String issuer) {
        Map<String, Object> document = connection.discovery(issuer);
        if (!issuer.equals(document.get("issuer"))) {
            throw new IllegalStateException("It names the issuer " + document.get("issuer"));
        }
        return ClientRegistrations.fromOidcConfiguration(document)
                .registrationId("discovered")
                .clientId("any")
                .build();
    }

    /** What is configured counts. */
    private static Provider merged(Provider configured, ClientRegistration discovered) {
        ClientRegistration.ProviderDetails found = discovered.getProviderDetails();
        Provider merged = new Provider();
        merged.setAuthorizationUri(or(configured.getAuthorizationUri(), found.getAuthorizationUri()));
        merged.setTokenUri(or(configured.getTokenUri(), found.getTokenUri()));
        merged.setJwkSetUri(or(configured.getJwkSetUri(), found.getJwkSetUri()));
        merged.setUserInfoUri(
                or(configured.getUserInfoUri(), found.getUserInfoEndpoint().getUri()));
        merged.setUserInfoAuthenticationMethod(configured.getUserInfoAuthenticationMethod());
        merged.setUserNameAttribute(or(
                configured.getUserNameAttribute(), found.getUserInfoEndpoint().getUserNameAttributeName()));
        return merged;
    }

    private static @Nullable String or(@Nullable String configured, @Nullable String found) {
        return configured == null ? found : configured;
    }

    private ClientRegistration read(IdentityProvider provider) {
        Registration registration = requireNonNull(clients.getRegistration().get(provider.id()));
        if (registration.getScope() == null) {
            registration.setScope(Set.of(OidcScopes.OPENID, OidcScopes.PROFILE, OidcScopes.EMAIL));
        }
        if (registration.getAuthorizationGrantType() == null) {
            registration.setAuthorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE.getValue());
        }
        if (registration.getRedirectUri() == null) {
            registration.setRedirectUri((baseUrl.isEmpty() ? "{baseUrl}" : baseUrl.replaceFirst("/+$", ""))
                    + "/login/oauth2/code/{registrationId}");
        }
        OAuth2ClientProperties one = new OAuth2ClientProperties();
        one.getRegistration().put(provider.id(), registration);
        String name = registration.getProvider() == null ? provider.id() : registration.getProvider();
        Provider configured = clients.getProvider().getOrDefault(name, new Provider());
        ClientRegistration discovered = configured.getIssuerUri() == null && configured.getTokenUri() != null
                ? null
                : discovered(Optional.ofNullable(configured.getIssuerUri()).orElse(provider.issuer()));
        one.getProvider().put(name, discovered == null ? configured : merged(configured, discovered));
        ClientRegistration complete =
                new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(provider.id());
        if (complete == null) {
            throw new IllegalStateException("There is no registration");
        }
        if (discovered != null) {
            ClientRegistration.Builder builder = ClientRegistration.withClientRegistration(complete)
                    .providerConfigurationMetadata(
                            discovered.getProviderDetails().getConfigurationMetadata());
            if (registration.getClientAuthenticationMethod() == null) {
                builder.clientAuthenticationMethod(discovered.getClientAuthenticationMethod());
            }
            complete = builder.build();
        }
        // The issuer of tokens is the configured one, whatever the document says.
        return ClientRegistration.withClientRegistration(complete)
                .issuerUri(provider.issuer())
                .build();
    }
}
