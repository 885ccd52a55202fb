package io.compliancecenter.web.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Sets the id of each request and the headers of each response, before anything can refuse the request. It runs after Tomcat's
 * {@code RemoteIpValve}, which recognizes trusted proxies.
 */
class RequestValve extends ValveBase {

    /** Name of the request attribute and of the entry in the logging context. The id is not secret. */
    static final String REQUEST_ID = "requestId";

    /** Of the response, and of requests that come from a trusted proxy. */
    static final String REQUEST_ID_HEADER = "X-Request-Id";

    private static final Pattern WELL_FORMED = Pattern.compile("[A-Za-z0-9._-]{8,64}");

    RequestValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean forwarded = request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) != null;
        String client = request.getRemoteAddr();
        if (forwarded || client.indexOf('%') >= 0) {
            // If the proxy passed on text that is no address, only the proxy's own address is known.
            request.setRemoteAddr(IpAddress.normalize(client)
                    .or(() -> IpAddress.normalize(request.getPeerAddr()))
                    .orElseThrow());
        }
        String id = requestId(forwarded ? request.getHeader(REQUEST_ID_HEADER) : null);
        request.setAttribute(REQUEST_ID, id);
        response.setHeader(REQUEST_ID_HEADER, id);
        SecurityHeaders.forEach(request.isSecure(), response::setHeader);
        MDC.put(REQUEST_ID, id);
        try {
            getNext().invoke(request, response);
        } finally {
            MDC.remove(REQUEST_ID);
        }
    }

    /** The id that a trusted proxy gave, if it is well-formed; otherwise a new one of 16 hexadecimal digits. */
    private static String requestId(@Nullable String given) {
        return given != null && WELL_FORMED.matcher(given).matches()
                ? given
                : HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    }
}
