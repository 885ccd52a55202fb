package io.compliancecenter.security;

import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets only the vendor's people upload files, and only a few at the same time. It stands before the filter for CSRF tokens, which
 * looks for the token among the parts of the upload, and so would store all of it first, whoever sent it.
 */
class UploadFilter extends OncePerRequestFilter {

    private static final int AT_ONCE = 8;

    private final JsonMapper json;
    private final Semaphore uploads = new Semaphore(AT_ONCE);

    UploadFilter(JsonMapper json) {
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String type = request.getContentType();
        return type == null || !type.regionMatches(true, 0, "multipart/", 0, "multipart/".length());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isFromDesk(request.getSession(false))) {
            response.setHeader("Connection", "close");
            response.sendError(HttpServletResponse.SC_FORBIDDEN);
            return;
        }
        if (!uploads.tryAcquire()) {
            response.setHeader("Connection", "close");
            response.setHeader("Retry-After", "10");
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        try {
            chain.doFilter(request, response);
        } finally {
            uploads.release();
        }
    }

    private boolean isFromDesk(HttpSession session) {
        return Optional.ofNullable(session)
                .map(found -> (String) found.getAttribute("user_with_memberships"))
                .map(found -> json.readValue(found, UserWithMemberships.class))
                .filter(user -> !user.deskRoles().isEmpty())
                .isPresent();
    }
}
