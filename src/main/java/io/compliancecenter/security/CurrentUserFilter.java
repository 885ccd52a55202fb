package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request the memberships of its user as they are at that moment. The session of a user who was retired, or whose
 * password has changed, ends there.
 */
class CurrentUserFilter extends OncePerRequestFilter {

    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();
    private final SignInLog log;

    CurrentUserFilter(SignInLog log) {
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof CurrentUser user) {
            Visit.standing(request, user)
                    .ifPresentOrElse(
                            standing -> standing.attachTo(request),
                            () -> endSession(request, response, authentication, user));
        }
        chain.doFilter(request, response);
    }

    private void endSession(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication, CurrentUser user) {
        log.sessionEnded(user, ClientAddress.of(request.getRemoteAddr()), "retired or with another password by now");
        signOut.logout(request, response, authentication);
    }
}
