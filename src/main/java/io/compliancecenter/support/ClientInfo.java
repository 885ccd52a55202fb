package io.compliancecenter.support;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The client that sent a request.
 *
 * @param address of the connection; a forwarded address counts only if it comes from a configured proxy
 * @param userAgent as the browser sent it, without control characters and cut to 1,024 characters; empty if it sent none
 */
@Embeddable
public record ClientInfo(
        @Column(name = "client_address", updatable = false) InetAddress address,
        @Column(name = "user_agent", updatable = false) String userAgent) {

    private static final int MAX_USER_AGENT = 1024;

    /** Reads the client's address and user agent from its request. */
    public static ClientInfo of(HttpServletRequest request) {
        try {
            // A literal address: no name is resolved. A zone, as in fe80::1%eth0, has no meaning on other hosts.
            InetAddress address = InetAddress.getByName(request.getRemoteAddr().replaceFirst("%.*$", ""));
            return new ClientInfo(address, sanitize(request.getHeader(HttpHeaders.USER_AGENT)));
        } catch (UnknownHostException noAddress) {
            throw new IllegalStateException("The request has no client address", noAddress);
        }
    }

    /** Replaces control characters and unpaired surrogates, which PostgreSQL or a reader could not take. */
    static String sanitize(@Nullable String userAgent) {
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
