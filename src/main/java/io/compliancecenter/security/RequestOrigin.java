package io.compliancecenter.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** The site whose page sent a request, as the browser reports it. */
enum RequestOrigin {

    /** This application, or no page at all, such as the address bar. */
    SAME,

    /** Another site. */
    OTHER,

    /** Not reported. Browsers report it with every POST, other clients need not. */
    UNKNOWN;

    /**
     * Uses {@code Sec-Fetch-Site}, which no proxy affects and which browsers send over HTTPS and to localhost. Without it,
     * compares {@code Origin} with the requested host.
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

    /** Host and port as the browser sees them, if a trusted proxy forwards them. */
    private static String authority(HttpServletRequest request) {
        int port = request.getServerPort();
        boolean usual = port == (request.isSecure() ? 443 : 80);
        return usual ? request.getServerName() : request.getServerName() + ":" + port;
    }
}
