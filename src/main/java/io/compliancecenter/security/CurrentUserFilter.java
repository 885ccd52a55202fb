package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Users;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Asks the database, at each request, how the user stands. The session of one who was retired, or whose password has changed,
 * ends there.
 */
class CurrentUserFilter extends OncePerRequestFilter {

    private final Users users;
    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();

    CurrentUserFilter(Users users) {
        this.users = users;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof CurrentUser user) {
            Visit.of(request, user)
                    .map(Visit::standing)
                    // Someone who was not signed in when the request began
                    .orElseGet(() -> users.standings(List.of(user)).get(0))
                    .ifPresentOrElse(
                            standing -> standing.attachTo(request),
                            () -> signOut.logout(request, response, authentication));
        }
        chain.doFilter(request, response);
    }
}
