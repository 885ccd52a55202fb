package io.compliancecenter.web.server;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** Client addresses as text. */
final class IpAddress {

    /** No host name consists of these characters and contains a colon or ends in a number. */
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    /** Providers assign networks of this many bytes to one customer. */
    private static final int CUSTOMER = 8;

    private IpAddress() {}

    /** The address in its usual form and without a zone; empty if the text is no address. Causes no DNS lookup. */
    static Optional<String> normalize(String text) {
        String address = text.replaceFirst("%.*$", "");
        try {
            return LITERAL.matcher(address).matches()
                    ? Optional.of(InetAddress.getByName(address).getHostAddress())
                    : Optional.empty();
        } catch (UnknownHostException malformed) {
            return Optional.empty();
        }
    }

    /**
     * The part that identifies a client: an IPv4 address, or the first 64 bits of an IPv6 address.
     *
     * @param address a literal address
     */
    static String client(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return bytes.length < CUSTOMER ? address : HexFormat.of().formatHex(bytes, 0, CUSTOMER);
        } catch (UnknownHostException malformed) {
            return address;
        }
    }
}
