package io.compliancecenter.download.delivery;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.util.WebUtils;

/**
 * Lets the download page start the download once. The redirect to the page sets a cookie for this page alone. A request with
 * the cookie starts the download and removes the cookie. When the page is opened again, by <em>Back</em>, a reload, a second
 * tab or a restored one, there is no cookie, and the download starts on request only.
 *
 * <p>A cookie works without scripts, and opening the page changes nothing on the server.
 */
public final class DownloadStart {

    static final String COOKIE = "start-download";

    /** The browser follows the redirect at once. */
    private static final Duration TIME_TO_FOLLOW = Duration.ofMinutes(1);

    private static final String MODE = "Sec-Fetch-Mode";

    private DownloadStart() {}

    /** @param page the path of the download page within the application */
    public static void announce(HttpServletRequest request, HttpServletResponse response, String page) {
        add(response, cookie(request, page).value("1").maxAge(TIME_TO_FOLLOW));
    }

    /**
     * Whether the page has to start the download. If a script requests the page in order to follow a redirect, the reader does
     * not see it yet, and the cookie stays.
     */
    public static boolean take(HttpServletRequest request, HttpServletResponse response) {
        if (WebUtils.getCookie(request, COOKIE) == null) {
            return false;
        }
        String mode = request.getHeader(MODE);
        if (request.getMethod().equals("GET") && (mode == null || mode.equals("navigate"))) {
            add(response, cookie(request, request.getServletPath()).maxAge(0));
        }
        return true;
    }

    private static ResponseCookie.ResponseCookieBuilder cookie(HttpServletRequest request, String page) {
        return ResponseCookie.from(COOKIE)
                .path(request.getContextPath() + page)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Lax");
    }

    private static void add(HttpServletResponse response, ResponseCookie.ResponseCookieBuilder cookie) {
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.build().toString());
    }
}
