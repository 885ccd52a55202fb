package io.compliancecenter.security.provider;

import io.compliancecenter.security.ReturnAddress;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;

/**
 * Sends people to their provider, with PKCE, state and nonce as Spring Security makes them. Adds what the links of this
 * application ask for.
 */
class ProviderRequests implements OAuth2AuthorizationRequestResolver {

    /** Parameter: the address that was typed, so that it is not asked for again. */
    static final String ADDRESS = "address";

    /** Parameter: the person must have authenticated within so many seconds. */
    static final String MAX_AGE = "max-age";

    /** Parameter: the provider is to confirm the session, and to ask for nothing. */
    static final String CHECK = "check";

    private static final int MAX_ADDRESS = 254;

    private final OAuth2AuthorizationRequestResolver requests;

    ProviderRequests(ClientRegistrationRepository registrations) {
        requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in/provider");
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
        return withOurs(request, requests.resolve(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest resolve(HttpServletRequest request, String id) {
        return withOurs(request, requests.resolve(request, id));
    }

    private static @Nullable OAuth2AuthorizationRequest withOurs(
            HttpServletRequest request, @Nullable OAuth2AuthorizationRequest resolved) {
        if (resolved == null) {
            return null;
        }
        String address = request.getParameter(ADDRESS);
        String maxAge = request.getParameter(MAX_AGE);
        boolean check = request.getParameter(CHECK) != null
                && SessionChecks.isFrom(resolved.getAttribute(OAuth2ParameterNames.REGISTRATION_ID));
        ReturnAddress to = ReturnAddress.of(request.getParameter(ReturnAddress.PARAMETER));
        return OAuth2AuthorizationRequest.from(resolved)
                .attributes(attributes -> {
                    attributes.put(ReturnAddress.PARAMETER, to.path());
                    attributes.put(CHECK, check);
                })
                .additionalParameters(parameters -> {
                    if (address != null && address.length() <= MAX_ADDRESS) {
                        parameters.put("login_hint", address);
                    }
                    if (check) {
                        parameters.put("prompt", "none");
                    }
                    if (maxAge != null && maxAge.matches("\\d{1,7}")) {
                        parameters.put("max_age", maxAge);
                    }
                })
                .build();
    }
}
