package io.compliancecenter.security.provider;

import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.sessioncheck.CheckRequests;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.web.AuthorizationRequestRepository;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.stereotype.Component;

/** Finds the request that a provider answers: of a sign-in in a cookie, and of a check in the session that it is about. */
@Component
class AuthorizationRequests implements AuthorizationRequestRepository<OAuth2AuthorizationRequest> {

    private final SignInCookies signIns;
    private final CheckRequests checks;
    private final IdentityProviders providers;

    AuthorizationRequests(SignInCookies signIns, CheckRequests checks, IdentityProviders providers) {
        this.signIns = signIns;
        this.checks = checks;
        this.providers = providers;
    }

    @Override
    public void saveAuthorizationRequest(
            OAuth2AuthorizationRequest authorization, HttpServletRequest request, HttpServletResponse response) {
        if (!authorization.getAttributes().containsKey(CheckRequests.HINTED)) {
            signIns.saveAuthorizationRequest(authorization, request, response);
        }
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest loadAuthorizationRequest(HttpServletRequest request) {
        return checks.find(request).orElseGet(() -> signIns.loadAuthorizationRequest(request));
    }

    @Override
    public @Nullable OAuth2AuthorizationRequest removeAuthorizationRequest(
            HttpServletRequest request, HttpServletResponse response) {
        Optional<OAuth2AuthorizationRequest> check = checks.find(request);
        if (check.isEmpty()) {
            return signIns.removeAuthorizationRequest(request, response);
        }
        ReturnAddress.of((String) check.get().getAttribute(ReturnAddress.PARAMETER))
                .attachTo(request);
        SessionChecks.begin(request, Boolean.TRUE.equals(check.get().getAttribute(CheckRequests.HINTED)));
        // The answer of somebody else confirms nothing.
        return check.filter(found -> providers.isFrom(id(found), request.getParameter("iss")))
                .orElse(null);
    }

    private static String id(OAuth2AuthorizationRequest request) {
        return String.valueOf(request.<@Nullable Object>getAttribute(OAuth2ParameterNames.REGISTRATION_ID));
    }
}
