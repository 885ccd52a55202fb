package io.compliancecenter.web.server;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The headers that every response carries, whatever it is an answer to. A handler may set one of them anew: assets may be
 * cached, and a copy is even more restricted.
 */
final class SecurityHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            // Nothing but our own files, no inline script or style, no frames, and forms that are sent nowhere else
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "X-XSS-Protection",
            "0",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), geolocation=(), microphone=()",
            "Cache-Control",
            "no-store");

    private static final String STRICT_TRANSPORT_SECURITY = "Strict-Transport-Security";

    private static final String ONE_YEAR = "max-age=31536000";

    private SecurityHeaders() {}

    /**
     * Names each header and its value.
     *
     * @param secure whether the client's connection is encrypted
     */
    static void forEach(boolean secure, BiConsumer<String, String> header) {
        ALWAYS.forEach(header);
        if (secure) {
            header.accept(STRICT_TRANSPORT_SECURITY, ONE_YEAR);
        }
    }
}
