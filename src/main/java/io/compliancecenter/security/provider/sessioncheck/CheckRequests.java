package io.compliancecenter.security.provider.sessioncheck;

import io.compliancecenter.organization.SignIn;
import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import io.compliancecenter.support.Sha256;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;

/**
 * Requests to providers to confirm a session, with state, nonce and PKCE as at a sign-in. They are made of the session, so that nothing has
 * to be kept while the browser is away: see {@link CheckState}.
 */
@Component
public class CheckRequests {

    /** Attribute of an authorization request: that it asks to confirm a session. */
    public static final String CHECK = "check";

    private final OAuth2AuthorizationRequestResolver requests;
    private final Clock clock;

    CheckRequests(ProviderRegistrations registrations, Clock clock) {
        this.requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, "/sign-in/provider");
        this.clock = clock;
    }

    /**
     * Makes of a request to sign in one to confirm the session.
     *
     * @param hinted whether to say whom the provider is asked about, as far as it is known
     */
    public OAuth2AuthorizationRequest toCheck(
            OAuth2AuthorizationRequest signIn,
            HttpSession session,
            SignIn.Provider provider,
            ReturnAddress to,
            boolean hinted) {
        String hint = hinted ? provider.loginHint() : null;
        CheckState state = CheckState.of(session.getId(), provider.id(), to, hint != null, clock.instant());
        return OAuth2AuthorizationRequest.from(with(state, session, signIn))
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
        String path = request.getRequestURI();
        String provider = path.substring(path.lastIndexOf('/') + 1);
        return session == null
                ? Optional.empty()
                : state(request)
                        .filter(state -> state.isOf(session.getId(), provider, clock.instant()))
                        .flatMap(state -> Optional.ofNullable(requests.resolve(request, provider))
                                .map(signIn -> with(state, session, signIn)));
    }

    /** Where an answer leads back to that comes too late, or not to the session that it is about; empty if it is about none. */
    public static Optional<ReturnAddress> returnAddress(HttpServletRequest request) {
        return state(request).map(CheckState::to);
    }

    /** Whether the provider that answers was told whom it is asked about. */
    static boolean wasHinted(HttpServletRequest request) {
        return state(request).filter(CheckState::hinted).isPresent();
    }

    private static Optional<CheckState> state(HttpServletRequest request) {
        return CheckState.read(request.getParameter(OAuth2ParameterNames.STATE));
    }

    /** The same for each request with that state, when it leaves as when it comes back. */
    private static OAuth2AuthorizationRequest with(
            CheckState state, HttpSession session, OAuth2AuthorizationRequest signIn) {
        String nonce = state.secret(session.getId(), OidcParameterNames.NONCE);
        String verifier = state.secret(session.getId(), PkceParameterNames.CODE_VERIFIER);
        return OAuth2AuthorizationRequest.from(signIn)
                .state(state.text())
                .attributes(attributes -> {
                    attributes.put(CHECK, true);
                    attributes.put(ReturnAddress.PARAMETER, state.to().path());
                    attributes.put(OidcParameterNames.NONCE, nonce);
                    attributes.put(PkceParameterNames.CODE_VERIFIER, verifier);
                })
                .additionalParameters(parameters -> {
                    parameters.put(OidcParameterNames.NONCE, hash(nonce));
                    parameters.put(PkceParameterNames.CODE_CHALLENGE, hash(verifier));
                    parameters.put(PkceParameterNames.CODE_CHALLENGE_METHOD, "S256");
                })
                .build();
    }

    private static String hash(String value) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Sha256.digest().digest(value.getBytes(StandardCharsets.UTF_8)));
    }
}
