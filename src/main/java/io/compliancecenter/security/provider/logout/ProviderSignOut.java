package io.compliancecenter.security.provider.logout;

import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import io.compliancecenter.security.provider.connection.ProviderUnavailableException;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where to sign out at a provider: OpenID Connect RP-Initiated Logout 1.0. It is a link and no redirect, because a form may not
 * be redirected to another site (CSP form-action), and without the ID token, which is not kept.
 */
@Component
public class ProviderSignOut {

    private final IdentityProviders providers;
    private final ProviderRegistrations registrations;
    private final String baseUrl;

    ProviderSignOut(
            IdentityProviders providers,
            ProviderRegistrations registrations,
            @Value("${compliance-center.base-url:}") String baseUrl) {
        this.providers = providers;
        this.registrations = registrations;
        this.baseUrl = baseUrl;
    }

    /**
     * A link to a provider's own sign-out.
     *
     * @param name of the provider, for people
     */
    public record Link(String name, String url) {}

    /** The link; empty if the provider offers none or does not answer. */
    public Optional<Link> link(String id) {
        return providers
                .find(id)
                .flatMap(provider -> registration(id).flatMap(this::url).map(url -> new Link(provider.name(), url)));
    }

    private Optional<ClientRegistration> registration(String id) {
        try {
            return Optional.ofNullable(registrations.findByRegistrationId(id));
        } catch (ProviderUnavailableException away) {
            return Optional.empty();
        }
    }

    private Optional<String> url(ClientRegistration registration) {
        Object endpoint =
                registration.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        if (endpoint == null) {
            return Optional.empty();
        }
        UriComponentsBuilder url =
                UriComponentsBuilder.fromUriString(endpoint.toString()).queryParam("client_id", "{client}");
        if (!baseUrl.isEmpty()) {
            url.queryParam("post_logout_redirect_uri", "{back}");
        }
        return Optional.of(url.encode()
                .buildAndExpand(registration.getClientId(), baseUrl.replaceFirst("/$", "") + "/sign-in?signed-out")
                .toUriString());
    }
}
