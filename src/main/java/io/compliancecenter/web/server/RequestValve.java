package io.compliancecenter.web.server;

import jakarta.servlet.ServletException;
import java.io.IOException;
import org.apache.catalina.Globals;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.slf4j.MDC;

/**
 * Gives each request its id and each response its headers, before anything can refuse the request. It stands behind Tomcat's
 * {@code RemoteIpValve}, which has decided by then whether the request came through a trusted proxy.
 */
class RequestValve extends ValveBase {

    RequestValve() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        boolean forwarded = request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) != null;
        if (forwarded && !IpAddress.isLiteral(request.getRemoteAddr())) {
            // A proxy that passes on whatever the client calls itself: then the proxy is all that is known.
            request.setRemoteAddr(request.getPeerAddr());
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
