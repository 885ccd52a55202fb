package io.compliancecenter.security.provider;

import io.compliancecenter.database.RefusedByDatabaseException;
import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.connection.ProviderUnavailableException;
import io.compliancecenter.security.provider.sessioncheck.CheckRequests;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.client.ResourceAccessException;

/**
 * Answers a sign-in through a provider that failed. The page says nothing about why; the log does, under the request id that
 * the page shows.
 */
@Component
class ProviderFailures implements AuthenticationFailureHandler {

    private static final Logger log = LoggerFactory.getLogger(ProviderFailures.class);

    /** For the error page: that it is about a sign-in. */
    private static final String REFUSED = "signInRefused";

    /** The provider cannot answer; it has not refused. */
    private static final Set<String> AWAY = Set.of("invalid_token_response", "server_error", "temporarily_unavailable");

    /** The browser has not left for the provider, or a long time ago. */
    private static final String NOT_FOUND = "authorization_request_not_found";

    private static final int MAX_REASON = 500;

    private final IdentityProviders providers;
    private final SessionChecks checks;

    ProviderFailures(IdentityProviders providers, SessionChecks checks) {
        this.checks = checks;
        this.providers = providers;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        String path = request.getRequestURI();
        String provider = path.substring(path.lastIndexOf('/') + 1);
        if (providers.find(provider).isEmpty()) {
            response.sendError(HttpStatus.NOT_FOUND.value());
            return;
        }
        if (SessionChecks.isUnderWay(request) && !isUnavailable(failure)) {
            checks.end(request, response, provider, error(failure), reason(failure));
            return;
        }
        if (CheckRequests.isAnswer(request) && error(failure).equals(NOT_FOUND)) {
            // Of a session that was signed out of meanwhile, or too late.
            response.sendRedirect(request.getContextPath() + ReturnAddress.HOME.path());
            return;
        }
        log.warn(
                "Sign-in through {} refused: from {}, {}",
                printable(provider),
                request.getRemoteAddr(),
                reason(failure));
        Optional<InvitedSignIn> invited = InvitedSignIn.of(request);
        if (invited.isPresent() && has(failure, RefusedByDatabaseException.class)) {
            response.sendRedirect(request.getContextPath() + invited.get().pageAfterRefusal());
            return;
        }
        request.setAttribute(REFUSED, true);
        if (isUnavailable(failure)) {
            response.setHeader(HttpHeaders.RETRY_AFTER, "10");
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else if (error(failure).equals(NOT_FOUND)) {
            // The page was open for too long, or the link was opened in another browser.
            response.sendRedirect(request.getContextPath() + ReturnAddress.HOME.signInPageAfterExpiry());
        } else {
            response.sendError(HttpStatus.FORBIDDEN.value());
        }
    }

    private static boolean isUnavailable(AuthenticationException failure) {
        return has(failure, ProviderUnavailableException.class)
                || has(failure, ResourceAccessException.class)
                || AWAY.contains(error(failure));
    }

    /** Empty if there is no code. */
    private static String error(AuthenticationException failure) {
        return failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode()
                : "";
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static String reason(AuthenticationException failure) {
        String reason = failure instanceof OAuth2AuthenticationException refused
                ? refused.getError().getErrorCode() + ": " + refused.getMessage()
                : String.valueOf(failure.getMessage());
        return printable(reason);
    }

    /** In one line: a provider's answer may contain anything. */
    private static String printable(@Nullable String text) {
        String line = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{Cf}]", " ");
        return line.length() <= MAX_REASON ? line : line.substring(0, MAX_REASON) + "…";
    }
}
