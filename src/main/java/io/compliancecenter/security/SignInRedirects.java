package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.security.passkey.PasskeyRefusedException;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;

/**
 * Redirects to the sign-in page and back. Nothing is stored meanwhile: what was typed, and the resulting exception, must not
 * outlive the request.
 */
class SignInRedirects
        implements AuthenticationEntryPoint,
                AuthenticationSuccessHandler,
                AuthenticationFailureHandler,
                LogoutSuccessHandler {

    /** For the error page: the seconds until the next attempt. */
    private static final String WAIT = "signInWait";

    /** For the error page: where to try again. */
    private static final String SIGN_IN_PAGE = "signInPage";

    private static final String SECONDS_WHEN_BUSY = "5";

    private final SignInRecords records;
    private final SignInLog log;

    SignInRedirects(SignInRecords records, SignInLog log) {
        this.records = records;
        this.log = log;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException reason)
            throws IOException {
        redirect(request, response, ReturnAddress.of(request).signInPage());
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        CurrentUser user = (CurrentUser) Objects.requireNonNull(authentication.getPrincipal());
        if (SessionChecks.isUnderWay(request)) {
            records.confirm(request, user);
        } else {
            records.record(request, user);
            log.signedIn(user, request.getRemoteAddr());
        }
        redirect(request, response, to(request).path());
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        if (failure instanceof SignInDelayedException delayed) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Integer.toString(delayed.seconds()));
            request.setAttribute(WAIT, delayed.seconds());
            request.setAttribute(SIGN_IN_PAGE, to(request).signInPage());
            response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
        } else if (failure instanceof SignInBusyException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_WHEN_BUSY);
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else if (failure instanceof PasskeyRefusedException) {
            redirect(request, response, to(request).signInPage(SignInController.PASSKEY_REFUSED));
        } else {
            redirect(request, response, to(request).signInPage(SignInController.FAILED));
        }
    }

    /** To the sign-in page, which leads on to the sign-out of the user's provider. */
    @Override
    public void onLogoutSuccess(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication)
            throws IOException {
        SignIn.Provider provider = authentication != null && authentication.getPrincipal() instanceof CurrentUser user
                ? user.signIn().provider()
                : null;
        redirect(
                request,
                response,
                provider == null
                        ? ReturnAddress.HOME.signInPage(SignInController.SIGNED_OUT)
                        : ReturnAddress.HOME.signInPage(
                                SignInController.SIGNED_OUT, SignInController.PROVIDER + "=" + provider.id()));
    }

    /** The page that the sign-in leads to. */
    static ReturnAddress to(HttpServletRequest request) {
        return ReturnAddress.afterSignIn(request);
    }

    static void redirect(HttpServletRequest request, HttpServletResponse response, String path) throws IOException {
        response.sendRedirect(request.getContextPath() + path);
    }
}
