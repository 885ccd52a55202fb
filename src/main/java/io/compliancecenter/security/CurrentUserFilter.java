package io.compliancecenter.security;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.MembershipService;
import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads the user of a request with their memberships, and binds the request's transactions to the user. Ends the session of a
 * user who was retired, or whose password has changed.
 */
class CurrentUserFilter extends OncePerRequestFilter {

    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();
    private final MembershipService memberships;
    private final TransactionBinding transactions;
    private final SignInLog log;

    CurrentUserFilter(MembershipService memberships, TransactionBinding transactions, SignInLog log) {
        this.memberships = memberships;
        this.transactions = transactions;
        this.log = log;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof CurrentUser user)) {
            chain.doFilter(request, response);
            return;
        }
        try (Binding asUser = transactions.bindUser(user.id().value())) {
            Optional<UserWithMemberships> found = memberships.find(user);
            if (found.isPresent()) {
                found.get().attachTo(request);
                chain.doFilter(request, response);
                return;
            }
        }
        log.sessionEnded(user, ClientAddress.of(request.getRemoteAddr()), "the user was retired or has a new password");
        signOut.logout(request, response, authentication);
        chain.doFilter(request, response);
    }
}
