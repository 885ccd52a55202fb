package io.compliancecenter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** What the browser says about the site whose page sent a request. */
enum RequestOrigin {

    /** A page of this application, or the person directly. */
    SAME,

    /** A page of somebody else. */
    OTHER,

    /** Neither; browsers say something with every POST, other clients need not. */
    UNKNOWN;

    /**
     * Looks at {@code Sec-Fetch-Site} first, which is right behind any proxy; browsers send it over HTTPS and on localhost.
     * Otherwise it compares {@code Origin} with the host that was asked.
     */
    static RequestOrigin of(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none") ? SAME : OTHER;
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return UNKNOWN;
        }
        String authority = authority(origin);
        return authority != null
                        && (authority.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
                                || authority.equalsIgnoreCase(authority(request)))
                ? SAME
                : OTHER;
    }

    private static @Nullable String authority(String origin) {
        try {
            return new URI(origin).getAuthority();
        } catch (URISyntaxException malformed) {
            return null;
        }
    }

    /** Host and port as the browser sees them where a trusted proxy says so. */
    private static String authority(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return usual ? request.getServerName() : request.getServerName() + ":" + port;
    }
}
