package io.compliancecenter.security.provider;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import io.compliancecenter.security.provider.connection.ProviderUnavailableException;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import io.compliancecenter.support.EmailAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.stereotype.Component;

/**
 * Sends people to their provider, with PKCE, state and nonce as Spring Security makes them. Adds what the links of this
 * application ask for.
 */
@Component
class ProviderRequests implements OAuth2AuthorizationRequestResolver {

    /** Parameter: the address that was typed, so that it is not asked for again. */
    static final String ADDRESS = "address";

    /** Parameter: the person must have authenticated within so many seconds. */
    static final String MAX_AGE = "max-age";

    private final OAuth2AuthorizationRequestResolver requests;
    private final OAuth2AuthorizationRequestResolver invited;
    private final SessionChecks checks;

    ProviderRequests(ProviderRegistrations registrations, SessionChecks checks) {
        this.checks = checks;
        requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in/provider");
        invited = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/links/invitation/{token}/provider");
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return withOurs(request, requests.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
        return withOurs(request, requests.resolve(request, id));
    }

    /**
     * Makes of the form of an invitation's page a request to sign in and accept the invitation by it.
     *
     * @param token of the invitation
     * @param loginHint the invited address, or null if it says nothing to the provider
     * @throws ProviderUnavailableException if the provider is away
     */
    OAuth2AuthorizationRequest toAccept(HttpServletRequest request, String token, @Nullable String loginHint) {
        return OAuth2AuthorizationRequest.from(requireNonNull(invited.resolve(request)))
                .attributes(attributes -> attributes.put(SignInCookies.INVITATION, token))
                .additionalParameters(parameters -> {
                    if (loginHint != null) {
                        parameters.put("login_hint", loginHint);
                    }
                })
                .build();
    }

    private @Nullable OAuth2AuthorizationRequest withOurs(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest resolved) {
        if (resolved == null) {
            return null;
        }
        ReturnAddress to = ReturnAddress.of(request.getParameter(ReturnAddress.PARAMETER));
        return checks.toCheck(request, resolved, to).orElseGet(() -> toSignIn(request, resolved, to));
    }

    private static OAuth2AuthorizationRequest toSignIn(
            HttpServletRequest request, OAuth2AuthorizationRequest resolved, ReturnAddress to) {
        String address = request.getParameter(ADDRESS);
        String maxAge = request.getParameter(MAX_AGE);
        return OAuth2AuthorizationRequest.from(resolved)
                .attributes(attributes -> attributes.put(ReturnAddress.PARAMETER, to.path()))
                .additionalParameters(parameters -> {
                    if (address != null && address.length() <= EmailAddress.MAX_LENGTH) {
                        parameters.put("login_hint", address);
                    }
                    if (maxAge != null && maxAge.matches("\\d{1,7}")) {
                        parameters.put("max_age", maxAge);
                    }
                })
                .build();
    }
}
