package io.compliancecenter.security;

import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;

/**
 * Gives a session a new id when somebody signs in. One that the provider confirms keeps its id: nobody gains rights by that, and a
 * form that another tab sends at that moment would arrive without a session.
 */
record NewSessionIds(SessionAuthenticationStrategy newId) implements SessionAuthenticationStrategy {

    @Override
    public void onAuthentication(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        if (!SessionChecks.isUnderWay(request)) {
            newId.onAuthentication(authentication, request, response);
        }
    }
}
