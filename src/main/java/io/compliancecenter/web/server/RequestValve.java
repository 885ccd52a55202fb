package io.compliancecenter.web.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

/**
 * Sets the id of each request and the headers of each response, before anything can refuse the request. It runs after Tomcat's
 * {@code RemoteIpValve}, which recognizes trusted proxies.
 */
class RequestValve extends ValveBase {

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
        String id = RequestId.of(forwarded ? request.getHeader(RequestId.HEADER) : null);
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader(RequestId.HEADER, id);
        SecurityHeaders.forEach(request.isSecure(), response::setHeader);
        MDC.put(RequestId.ATTRIBUTE, id);
        try {
            getNext().invoke(request, response);
        } finally {
            MDC.remove(RequestId.ATTRIBUTE);
        }
    }
}
