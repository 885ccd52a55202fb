package io.compliancecenter.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CsrfException;

/**
 * Redirects after a form without a valid CSRF token, whose page was open while the browser lost its cookies. The form has no
 * effect, except for sign-out, which only takes rights away.
 */
class StalePageHandler extends AccessDeniedHandlerImpl {

    /** The page of a mailed link, and what its forms are sent to. */
    private static final Pattern LINK = Pattern.compile("(/links/[a-z]+/[A-Za-z0-9_-]{43})(?:/.*)?");

    private final LogoutHandler signOut;

    StalePageHandler(LogoutHandler signOut) {
        this.signOut = signOut;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException, ServletException {
        String next = denied instanceof CsrfException ? next(request, response) : null;
        if (next == null) {
            super.handle(request, response, denied);
        } else {
            SignInRedirects.redirect(request, response, next);
        }
    }

    /** The target below the context path; null if the request did not come from a page of this application. */
    private @Nullable String next(HttpServletRequest request, HttpServletResponse response) {
        Authentication user = SecurityContextHolder.getContext().getAuthentication();
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.equals("/sign-out")) {
            if (user != null && !CrossSiteFilter.isReported(request)) {
                return null;
            }
            signOut.logout(request, response, user);
            return ReturnAddress.HOME.signInPage(SignInController.SIGNED_OUT);
        }
        if (path.equals("/sign-in")) {
            ReturnAddress to = SignInRedirects.to(request);
            return user == null ? to.signInPage(SignInController.EXPIRED) : to.path();
        }
        Matcher link = LINK.matcher(path);
        if (link.matches()) {
            return link.group(1);
        }
        if (user == null) {
            return ReturnAddress.of(request).signInPage();
        }
        // Every form of this application has a token, even an outdated one.
        return request.getParameter("_csrf") == null
                ? null
                : ReturnAddress.of(request).path();
    }
}
