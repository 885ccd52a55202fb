package io.compliancecenter.web.server;

import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The headers of every response. A handler may replace some: assets may be cached, and a copy is restricted further.
 */
final class SecurityHeaders {

    private static final Map<String, String> ALWAYS = Map.of(
            // Own files only, no inline scripts or styles, no frames, and no forms to other sites
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
     * Passes each header and its value on.
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
