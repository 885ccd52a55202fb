package io.compliancecenter.web.server;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.Globals;

/**
 * Puts the path that a trusted proxy has stripped ({@code X-Forwarded-Prefix}) before the context path, and so into links,
 * redirects, forms and the paths of cookies. Tomcat's {@code RemoteIpValve} sees to the other forwarded headers, but not to
 * this one; Spring's {@code ForwardedHeaderFilter} would believe them from everyone.
 */
class ForwardedPrefixFilter implements Filter {

    private static final String HEADER = "X-Forwarded-Prefix";

    private static final Pattern WELL_FORMED = Pattern.compile("(?:/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)++");

    private static final int LONGEST = 200;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String prefix = prefix((HttpServletRequest) request);
        chain.doFilter(prefix.isEmpty() ? request : new Prefixed((HttpServletRequest) request, prefix), response);
    }

    /** Each of several proxies in a row adds the path that it strips. Empty if there is none, or a malformed one. */
    private static String prefix(HttpServletRequest request) {
        if (request.getAttribute(Globals.REQUEST_FORWARDED_ATTRIBUTE) == null) {
            return "";
        }
        String prefix = Collections.list(request.getHeaders(HEADER)).stream()
                .flatMap(Pattern.compile(",")::splitAsStream)
                .map(part -> part.strip().replaceFirst("/+$", ""))
                .collect(Collectors.joining());
        return prefix.length() <= LONGEST && WELL_FORMED.matcher(prefix).matches() ? prefix : "";
    }

    private static final class Prefixed extends HttpServletRequestWrapper {

        private final String prefix;

        Prefixed(HttpServletRequest request, String prefix) {
            super(request);
            this.prefix = prefix;
        }

        @Override
        public String getContextPath() {
            return prefix + super.getContextPath();
        }

        @Override
        public String getRequestURI() {
            return prefix + super.getRequestURI();
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(getScheme() + "://" + getServerName() + ":" + getServerPort() + getRequestURI());
        }
    }
}
