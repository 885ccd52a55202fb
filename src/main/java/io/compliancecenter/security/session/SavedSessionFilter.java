package io.compliancecenter.security.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.session.web.http.SessionRepositoryFilter;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends the use of a session that is already saved. Spring Session saves it when the response is committed and again at the
 * end of the request; for the second time, it would read the session from the database again.
 */
class SavedSessionFilter extends OncePerRequestFilter {

    private static final String CURRENT_SESSION = SessionRepositoryFilter.SESSION_REPOSITORY_ATTR + ".CURRENT_SESSION";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(request, response);
        if (response.isCommitted()) {
            request.removeAttribute(CURRENT_SESSION);
        }
    }
}
