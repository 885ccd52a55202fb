package io.compliancecenter.security;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.database.TransactionBinding.Binding;
import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the user of a request with their memberships from the session, where they were read with it, and binds the request's
 * transactions to the user. Ends the session of a user who was retired, or whose password has changed, and has the provider
 * confirm a session when that is due.
 */
class CurrentUserFilter extends OncePerRequestFilter {

    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();
    private final TransactionBinding transactions;
    private final SignInLog log;
    private final JsonMapper json;

    private final Clock clock;
    private final IdentityProviders providers;
    private final SessionChecks checks;
    private final Duration providerSession;

    /** @param providerSession how long a session may last that began at a provider */
    CurrentUserFilter(
            TransactionBinding transactions,
            SignInLog log,
            JsonMapper json,
            Clock clock,
            IdentityProviders providers,
            SessionChecks checks,
            Duration providerSession) {
        this.transactions = transactions;
        this.log = log;
        this.json = json;
        this.clock = clock;
        this.providers = providers;
        this.checks = checks;
        this.providerSession = providerSession;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null || !(authentication.getPrincipal() instanceof CurrentUser user)) {
            chain.doFilter(request, response);
            return;
        }
        Optional<UserWithMemberships> found = find(user, request.getSession(false));
        if (found.isPresent()) {
            Optional<String> check = checks.pageFor(user.signIn(), request);
            if (check.isPresent()) {
                SignInRedirects.redirect(request, response, check.get());
                return;
            }
            found.get().attachTo(request);
            try (Binding asUser = transactions.bindUser(user.id().value())) {
                chain.doFilter(request, response);
            }
            return;
        }
        log.sessionEnded(
                user, request.getRemoteAddr(), "the user was retired or has a new password, or the session is too old");
        signOut.logout(request, response, authentication);
        chain.doFilter(request, response);
    }

    /**
     * Empty if the user was retired, has another password than they signed in with, has to ask their provider again, or came
     * through one that is not configured any more.
     */
    private Optional<UserWithMemberships> find(CurrentUser user, @Nullable HttpSession session) {
        SignIn.Provider provider = user.signIn().provider();
        if (provider != null
                && (!providers.trust(provider.id(), provider.issuer())
                        || user.signIn().at().plus(providerSession).isBefore(clock.instant()))) {
            return Optional.empty();
        }
        return Optional.ofNullable(session)
                .map(found -> (String) found.getAttribute("user_with_memberships"))
                .map(found -> json.readValue(found, UserWithMemberships.class))
                .filter(found -> found.id().equals(user.id()) && found.credentialVersion() == user.credentialVersion());
    }
}
