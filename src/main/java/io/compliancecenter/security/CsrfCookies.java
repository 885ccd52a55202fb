package io.compliancecenter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Keeps the CSRF token in a cookie, so that no session is needed before sign-in. Under HTTPS the cookie's name begins with
 * {@code __Host-}: browsers then accept it only from this very host.
 *
 * <p>Signing in or out does not change the token. Otherwise pages that are open in other tabs would become invalid.
 */
class CsrfCookies implements CsrfTokenRepository {

    private final CsrfTokenRepository secure = cookie("__Host-CSRF");
    private final CsrfTokenRepository plain = cookie("CSRF");

    private static CsrfTokenRepository cookie(String name) {
        CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName(name);
        cookie.setCookiePath("/");
        // With Strict, the browser would not send it after a click on a link in an e-mail.
        cookie.setCookieCustomizer(builder -> builder.sameSite("Lax"));
        return cookie;
    }

    private CsrfTokenRepository cookieFor(HttpServletRequest request) {
        return request.isSecure() ? secure : plain;
    }

    @Override
    public CsrfToken generateToken(HttpServletRequest request) {
        return cookieFor(request).generateToken(request);
    }

    /** Ignores the removal that comes with every sign-out. */
    @Override
    public void saveToken(@Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
        if (token != null) {
            cookieFor(request).saveToken(token, request, response);
        }
    }

    @Override
    public @Nullable CsrfToken loadToken(HttpServletRequest request) {
        return cookieFor(request).loadToken(request);
    }
}
