package io.compliancecenter.security.provider;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.support.SealedText;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what a browser needs on the way back from a provider in a cookie, one for each sign-in under way, so that nobody has a
 * session before they have signed in, and sign-ins in two tabs do not disturb each other.
 *
 * <p>The cookie holds nothing that its own browser must not know: state, nonce and code verifier protect that browser's user
 * from others. It is encrypted with the state all the same, because of the link of an invitation. What it says about the return
 * address is checked again.
 */
@Component
class SignInCookies implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    /** Attribute of an authorization request: the token of the invitation that the sign-in accepts. */
    static final String INVITATION = "invitation";

    private static final Duration LIFETIME = Duration.ofMinutes(10);

    /** More are not under way in one browser, except those that were given up. */
    private static final int MAX_COOKIES = 3;

    private static final int MAX_RETURN_ADDRESS = 500;
    private static final int STATE_IN_NAME = 16;

    private final IdentityProviders providers;
    private final ProviderRegistrations registrations;
    private final JsonMapper json;

    SignInCookies(IdentityProviders providers, ProviderRegistrations registrations, JsonMapper json) {
        this.providers = providers;
        this.registrations = registrations;
        this.json = json;
    }

    /**
     * A sign-in.
     *
     * @param invitation token of the link of an invitation that it accepts; null if there is none
     */
    private record UnderWay(
            String provider,
            String nonce,
            String verifier,
            String redirectUri,
            @Nullable String to,
            @Nullable String invitation) {

        UnderWay {
            requireNonNull(provider);
            requireNonNull(nonce);
            requireNonNull(verifier);
            requireNonNull(redirectUri);
        }
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest authorization, HttpServletRequest request, HttpServletResponse response) {
        List<String> others = ours(request).map(Cookie::getName).toList();
        if (others.size() >= MAX_COOKIES) {
            others.forEach(
                    name -> response.addHeader(HttpHeaders.SET_COOKIE, cookie(name, "", Duration.ZERO, request)));
        }
        Map<String, Object> attributes = authorization.getAttributes();
        String state = requireNonNull(authorization.getState());
        UnderWay underWay = new UnderWay(
                text(attributes, OAuth2ParameterNames.REGISTRATION_ID),
                text(attributes, OidcParameterNames.NONCE),
                text(attributes, PkceParameterNames.CODE_VERIFIER),
                requireNonNull(authorization.getRedirectUri()),
                returnAddress(attributes),
                (String) attributes.get(INVITATION));
        String value = SealedText.seal(json.writeValueAsBytes(underWay), secret(state));
        response.addHeader(HttpHeaders.SET_COOKIE, cookie(name(state, request), value, LIFETIME, request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        String state = request.getParameter(OAuth2ParameterNames.STATE);
        if (state == null) {
            return null;
        }
        String name = name(state, request);
        return ours(request)
                .filter(cookie -> cookie.getName().equals(name))
                .findFirst()
                .flatMap(cookie -> SealedText.open(cookie.getValue(), secret(state)))
                .flatMap(this::read)
                // A code of another provider would be shown to this one.
                .filter(underWay -> request.getRequestURI().endsWith("/" + underWay.provider()))
                .filter(underWay -> providers.isFrom(underWay.provider(), request.getParameter("iss")))
                .map(underWay -> rebuilt(underWay, state))
                .orElse(null);
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        OAuth2AuthorizationRequest found = loadAuthorizationRequest(request);
        if (found != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    cookie(name(requireNonNull(found.getState()), request), "", Duration.ZERO, request));
            ReturnAddress.of((String) found.getAttribute(ReturnAddress.PARAMETER))
                    .attachTo(request);
            String invitation = found.getAttribute(INVITATION);
            if (invitation != null) {
                new InvitedSignIn(invitation).attachTo(request);
            }
        }
        return found;
    }

    /** Left out if it is long: the browser sends all its cookies with each request. */
    private static @Nullable String returnAddress(Map<String, Object> attributes) {
        String to = (String) attributes.get(ReturnAddress.PARAMETER);
        return to == null || to.length() > MAX_RETURN_ADDRESS ? null : to;
    }

    private static String text(Map<String, Object> attributes, String name) {
        return (String) requireNonNull(attributes.get(name));
    }

    private Optional<UnderWay> read(byte[] content) {
        try {
            return Optional.of(json.readValue(content, UnderWay.class));
        } catch (JacksonException invalid) {
            return Optional.empty();
        }
    }

    private @Nullable OAuth2AuthorizationRequest rebuilt(UnderWay underWay, String state) {
        ClientRegistration registration = registrations.findByRegistrationId(underWay.provider());
        if (registration == null) {
            return null;
        }
        return OAuth2AuthorizationRequest.authorizationCode()
                .authorizationUri(
                        requireNonNull(registration.getProviderDetails().getAuthorizationUri()))
                .clientId(registration.getClientId())
                .redirectUri(underWay.redirectUri())
                .scopes(registration.getScopes())
                .state(state)
                .attributes(attributes -> {
                    attributes.put(OAuth2ParameterNames.REGISTRATION_ID, underWay.provider());
                    attributes.put(OidcParameterNames.NONCE, underWay.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, underWay.verifier());
                    if (underWay.to() != null) {
                        attributes.put(ReturnAddress.PARAMETER, underWay.to());
                    }
                    if (underWay.invitation() != null) {
                        attributes.put(INVITATION, underWay.invitation());
                    }
                })
                .build();
    }

    private static Stream<Cookie> ours(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Arrays.stream(cookies).filter(cookie -> cookie.getName().startsWith(prefix(request)));
    }

    private static String secret(String state) {
        return "sign-in " + state;
    }

    private static String prefix(HttpServletRequest request) {
        return request.isSecure() ? "__Host-SIGN-IN-" : "SIGN-IN-";
    }

    private static String name(String state, HttpServletRequest request) {
        String token = state.replaceAll("[^A-Za-z0-9]", "");
        return prefix(request) + token.substring(0, Math.min(STATE_IN_NAME, token.length()));
    }

    /** Lax, because the browser comes back from another site. */
    private static String cookie(String name, String value, Duration lifetime, HttpServletRequest request) {
        return ResponseCookie.from(name, value)
                .path("/")
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax")
                .maxAge(lifetime)
                .build()
                .toString();
    }
}
