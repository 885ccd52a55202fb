package io.compliancecenter.security.provider.sessioncheck;

import static java.util.Objects.requireNonNull;

import io.compliancecenter.organization.SignIn;
import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Requests to providers to confirm a session, with state, nonce and PKCE as at a sign-in: see {@link CheckState}. */
@Component
public class CheckRequests {

    /** Attribute of an authorization request that asks to confirm a session: whether it says whom it is about. */
    public static final String HINTED = "check-hinted";

    /** The state is part of two addresses. */
    private static final int MAX_RETURN_ADDRESS = 500;

    private final OAuth2AuthorizationRequestResolver requests;
    private final Clock clock;
    private final JsonMapper json;

    CheckRequests(ProviderRegistrations registrations, Clock clock, JsonMapper json) {
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in/provider");
        this.clock = clock;
        this.json = json;
    }

    /**
     * Makes of a request to sign in one to confirm the session.
     *
     * @param hinted whether to say whom the provider is asked about, as far as it is known
     */
    OAuth2AuthorizationRequest toCheck(
            OAuth2AuthorizationRequest signIn,
            HttpSession session,
            SignIn.Provider provider,
            ReturnAddress to,
            boolean hinted) {
        String hint = hinted ? provider.loginHint() : null;
        CheckState state = new CheckState(
                requireNonNull(provider.id()),
                text(signIn, OidcParameterNames.NONCE),
                text(signIn, PkceParameterNames.CODE_VERIFIER),
                to.path().length() <= MAX_RETURN_ADDRESS ? to.path() : ReturnAddress.HOME.path(),
                hint != null,
                clock.instant());
        return OAuth2AuthorizationRequest.from(signIn)
                .state(state.sealed(session.getId(), json))
                .attributes(attributes -> attributes.put(HINTED, state.hinted()))
                .additionalParameters(parameters -> {
                    parameters.put("prompt", "none");
                    if (hint != null) {
                        parameters.put("login_hint", hint);
                    }
                })
                .build();
    }

    /** The request that a browser comes back from; empty if it did not ask to confirm the browser's session. */
    public Optional<OAuth2AuthorizationRequest> find(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        String text = request.getParameter(OAuth2ParameterNames.STATE);
        String path = request.getRequestURI();
        String provider = path.substring(path.lastIndexOf('/') + 1);
        return session == null || text == null
                ? Optional.empty()
                : CheckState.open(text, session.getId(), provider, clock.instant(), json)
                        .flatMap(state -> Optional.ofNullable(requests.resolve(request, provider))
                                .map(signIn -> sent(signIn, state, text)));
    }

    /** As it was when the browser left, as far as the answer depends on it. */
    private static OAuth2AuthorizationRequest sent(OAuth2AuthorizationRequest signIn, CheckState state, String text) {
        return OAuth2AuthorizationRequest.from(signIn)
                .state(text)
                .attributes(attributes -> {
                    attributes.put(OidcParameterNames.NONCE, state.nonce());
                    attributes.put(PkceParameterNames.CODE_VERIFIER, state.verifier());
                    attributes.put(ReturnAddress.PARAMETER, state.to());
                    attributes.put(HINTED, state.hinted());
                })
                .build();
    }

    /** Whether an answer is about a session, if only about another one, or too late. */
    public static boolean isAnswer(HttpServletRequest request) {
        @Nullable String state = request.getParameter(OAuth2ParameterNames.STATE);
        return state != null && CheckState.isOne(state);
    }

    private static String text(OAuth2AuthorizationRequest request, String name) {
        return requireNonNull(request.getAttribute(name));
    }
}
