package io.compliancecenter.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * Keeps the CSRF token in a cookie of the browser, so that no session is needed before somebody has signed in. Under HTTPS the
 * cookie's name begins with {@code __Host-}: browsers then accept it only from this very host.
 *
 * <p>The token stays the same when somebody signs in or out. Otherwise every page that is open in another tab would be out of
 * date then, the sign-in page among them.
 */
class CsrfCookies implements CsrfTokenRepository {

    private final CsrfTokenRepository secure = cookie("__Host-CSRF");
    private final CsrfTokenRepository plain = cookie("CSRF");

    private static CsrfTokenRepository cookie(String name) {
        CookieCsrfTokenRepository cookie = new CookieCsrfTokenRepository();
        cookie.setCookieName(name);
        cookie.setCookiePath("/");
        // Strict would hide it from the first request that comes by a link in an e-mail.
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

    /** Ignores the request to remove the token, which comes with every sign-out. */
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
