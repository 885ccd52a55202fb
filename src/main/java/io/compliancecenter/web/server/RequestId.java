package io.compliancecenter.web.server;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Identifies one request in logs, in the {@value #HEADER} header of its response, and on error pages. It is not secret, and nothing depends on it.
 */
final class RequestId {

    /** Of the response, and of requests that come from a trusted proxy. */
    static final String HEADER = "X-Request-Id";

    /** Name of the request attribute and of the entry in the logging context. */
    static final String ATTRIBUTE = "requestId";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    private RequestId() {}

    /**
     * The id that a trusted proxy gave, if it is well-formed; otherwise a new one of 16 hexadecimal digits.
     *
     * @param given the header of a trusted proxy, or null
     */
    static String of(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
