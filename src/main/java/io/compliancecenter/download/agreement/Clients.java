package io.compliancecenter.download.agreement;

import io.compliancecenter.terms.Agreement.Client;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Who is at the other end of a request. */
final class Clients {

    private static final int MAX_USER_AGENT = 1024;

    private Clients() {}

    /** The address is the connection's; a forwarded one counts only from a configured proxy, which the server sees to. */
    static Client of(HttpServletRequest request) {
        try {
            // A literal address: nothing is looked up. A zone, as in fe80::1%eth0, means nothing elsewhere.
            InetAddress address = InetAddress.getByName(request.getRemoteAddr().replaceFirst("%.*$", ""));
            return new Client(address, clean(request.getHeader(HttpHeaders.USER_AGENT)));
        } catch (UnknownHostException noAddress) {
            throw new IllegalStateException("The server gave no client address", noAddress);
        }
    }

    /** Keeps what can be stored and read: no control characters, no broken pairs of surrogates, not without end. */
    static String clean(@Nullable String userAgent) {
        if (userAgent == null) {
            return "";
        }
        return userAgent
                .codePoints()
                .map(character ->
                        Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE
                                ? '\uFFFD'
                                : character)
                .limit(MAX_USER_AGENT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
