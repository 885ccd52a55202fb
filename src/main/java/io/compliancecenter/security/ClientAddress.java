package io.compliancecenter.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** The IP address of the client of a request, as text. */
final class ClientAddress {

    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(?:\\.\\d{1,3}){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");

    private static final String UNKNOWN = "0.0.0.0";

    private ClientAddress() {}

    static String of(Authentication attempt) {
        return attempt.getDetails() instanceof WebAuthenticationDetails details
                ? of(details.getRemoteAddress())
                : UNKNOWN;
    }

    /**
     * The address without a zone; {@code 0.0.0.0} for text that is not an address.
     *
     * @param reported by the server, or by a trusted proxy, which may pass on any text
     */
    static String of(@Nullable String reported) {
        String address = reported == null ? "" : reported.replaceFirst("%.*$", "");
        try {
            // A literal address causes no DNS lookup.
            return LITERAL.matcher(address).matches()
                    ? InetAddress.getByName(address).getHostAddress()
                    : UNKNOWN;
        } catch (UnknownHostException malformed) {
            return UNKNOWN;
        }
    }
}
