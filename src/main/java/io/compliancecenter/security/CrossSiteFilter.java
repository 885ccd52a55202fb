package io.compliancecenter.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests that another site makes a browser send, even with a valid CSRF token. That site could otherwise sign a
 * person in as somebody else.
 */
class CrossSiteFilter extends OncePerRequestFilter {

    private static final String SITE = "Sec-Fetch-Site";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!SAFE.contains(request.getMethod()) && isFromOtherSite(request)) {
            response.sendError(HttpStatus.FORBIDDEN.value());
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Whether a browser reported where the request comes from. Browsers do so with every POST, other clients need not. */
    static boolean isReported(HttpServletRequest request) {
        return request.getHeader(SITE) != null || request.getHeader(HttpHeaders.ORIGIN) != null;
    }

    /**
     * Uses {@code Sec-Fetch-Site}, which no proxy affects and which browsers send over HTTPS and to localhost. Without it,
     * compares {@code Origin} with the requested host, and with the address that a trusted proxy forwards.
     */
    private static boolean isFromOtherSite(HttpServletRequest request) {
        String site = request.getHeader(SITE);
        if (site != null) {
            return !site.equals("same-origin") && !site.equals("none");
        }
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return false;
        }
        if (origin.equals("null") && request.getServletPath().startsWith("/links/")) {
            // As browsers send it from a page without a referrer. Another site does not know the link.
            return false;
        }
        String host = origin.replaceFirst("^https?://", "");
        return !host.equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
                && !request.getRequestURL().toString().startsWith(origin + "/");
    }
}
