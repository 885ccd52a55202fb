package io.compliancecenter.security.provider.sessioncheck;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.SignIn;
import io.compliancecenter.security.ReturnAddress;
import io.compliancecenter.security.provider.settings.IdentityProvider;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.stereotype.Component;

/**
 * Has a provider confirm from time to time the sessions that began there: providers send no logout token when they disable somebody. The browser goes to the provider and comes back at once (OpenID Connect Core 1.0, {@code prompt=none}), so no token
 * has to be kept.
 *
 * <p>A check that is due comes with the next page. Forms and downloads go on for a while, so that nothing is lost that was typed;
 * then they need the check, too. A provider that is away confirms nothing, so there are no pages until it is back.
 */
@Component
public class SessionChecks {

    private static final Logger log = LoggerFactory.getLogger(SessionChecks.class);

    private static final Duration GRACE = Duration.ofMinutes(15);

    private static final String PAGE = "/sign-in/check";
    private static final String UNDER_WAY = SessionChecks.class.getName();
    private static final String HINTED = UNDER_WAY + ".hinted";

    /** Parameter of the link to a provider: it is to confirm the session. */
    private static final String CHECK = "check";

    /** Value of the parameter of a check that does not say whom the provider is asked about. */
    private static final String WITHOUT_HINT = "without-hint";

    /** OpenID Connect Core 1.0, section 3.1.2.6. */
    private static final Set<String> WOULD_ASK =
            Set.of("login_required", "interaction_required", "account_selection_required");

    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();
    private final IdentityProviders providers;
    private final CheckRequests requests;
    private final Clock clock;

    SessionChecks(IdentityProviders providers, CheckRequests requests, Clock clock) {
        this.providers = providers;
        this.requests = requests;
        this.clock = clock;
    }

    /** The page that leads to the provider, below the context path; empty if the request may be served without. */
    public Optional<String> pageFor(SignIn signIn, HttpServletRequest request) {
        Instant due = due(signIn);
        if (due == null || isPublic(request)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Optional<ReturnAddress> page = ReturnAddress.ofPage(request).filter(navigation -> now.isAfter(due));
        if (page.isEmpty() && now.isAfter(due.plus(GRACE))) {
            page = Optional.of(ReturnAddress.of(request));
        }
        return page.map(to ->
                PAGE + "?" + ReturnAddress.PARAMETER + "=" + URLEncoder.encode(to.path(), StandardCharsets.UTF_8));
    }

    /** Whether the sign-in's provider has to confirm it. */
    boolean isDue(SignIn signIn) {
        Instant due = due(signIn);
        return due != null && clock.instant().isAfter(due);
    }

    private @Nullable Instant due(SignIn signIn) {
        return Optional.ofNullable(signIn.provider())
                .flatMap(provider -> providers.find(provider.id()))
                .map(IdentityProvider::checkSessionEvery)
                .map(signIn.lastConfirmedAt()::plus)
                .orElse(null);
    }

    /** Signing in and out, and what needs no sign-in. */
    private static boolean isPublic(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return Stream.of("/sign-in", "/sign-out", "/forgotten-password", "/links/password/", "/error")
                .anyMatch(path::startsWith);
    }

    /**
     * The request brings a provider's answer about the present session. Spring Security forgets who has it after a failure.
     *
     * @param hinted whether the provider was told whom it is asked about
     */
    public static void begin(HttpServletRequest request, boolean hinted) {
        request.setAttribute(UNDER_WAY, present());
        request.setAttribute(HINTED, hinted);
    }

    /** Whether the request brings a provider's answer about a session, and is no sign-in. */
    public static boolean isUnderWay(HttpServletRequest request) {
        return request.getAttribute(UNDER_WAY) != null;
    }

    /**
     * Makes of a request to sign in one to confirm the session, if the page of a check leads to the provider.
     *
     * @param signIn at the provider
     */
    public Optional<OAuth2AuthorizationRequest> toCheck(
            HttpServletRequest request, OAuth2AuthorizationRequest signIn, ReturnAddress to) {
        String check = request.getParameter(CHECK);
        HttpSession session = request.getSession(false);
        return check == null || session == null
                ? Optional.empty()
                : present()
                        .map(user -> user.signIn().provider())
                        .filter(known -> known.id().equals(signIn.getAttribute(OAuth2ParameterNames.REGISTRATION_ID)))
                        .map(known -> requests.toCheck(signIn, session, known, to, !check.equals(WITHOUT_HINT)));
    }

    /**
     * The user of the session that is confirmed; empty if this is no check but a sign-in.
     *
     * @throws OAuth2AuthenticationException if it is somebody else's session
     */
    public static Optional<CurrentUser> checked(HttpServletRequest request, String issuer, String subject) {
        if (!isUnderWay(request)) {
            return Optional.empty();
        }
        Optional<CurrentUser> same = user(request).filter(user -> {
            SignIn.Provider known = user.signIn().provider();
            return known != null
                    && known.issuer().equals(issuer)
                    && known.subject().equals(subject);
        });
        if (same.isEmpty()) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("another_subject"), "somebody else is signed in there");
        }
        return same;
    }

    private static Optional<CurrentUser> user(HttpServletRequest request) {
        return request.getAttribute(UNDER_WAY) instanceof Optional<?> present
                ? present.map(CurrentUser.class::cast)
                : Optional.empty();
    }

    private static Optional<CurrentUser> present() {
        Authentication present = SecurityContextHolder.getContext().getAuthentication();
        return present != null && present.getPrincipal() instanceof CurrentUser user
                ? Optional.of(user)
                : Optional.empty();
    }

    /**
     * Ends the session that the provider does not confirm, unless another tab has had it confirmed or has signed in again
     * meanwhile.
     *
     * <p>A provider that would have to ask somebody may not have known them by the hint that it was given: it is asked once more without.
     *
     * @param error by which the provider refuses, or this application its answer
     * @param reason for the log
     */
    public void end(
            HttpServletRequest request, HttpServletResponse response, String provider, String error, String reason)
            throws IOException {
        ReturnAddress to = ReturnAddress.afterSignIn(request);
        Optional<CurrentUser> due = user(request).filter(user -> isDue(user.signIn()));
        String next = to.path();
        if (due.isPresent() && WOULD_ASK.contains(error) && Boolean.TRUE.equals(request.getAttribute(HINTED))) {
            next = "/sign-in/provider/%s?%s=%s&%s=%s"
                    .formatted(
                            provider,
                            CHECK,
                            WITHOUT_HINT,
                            ReturnAddress.PARAMETER,
                            URLEncoder.encode(to.path(), StandardCharsets.UTF_8));
        } else if (due.isPresent()) {
            log.info(
                    "Session ended: user {} from {}, {} does not confirm it: {}",
                    due.get().id(),
                    request.getRemoteAddr(),
                    provider,
                    reason);
            signOut.logout(request, response, null);
            next = to.signInPageAfterCheck();
        }
        response.sendRedirect(request.getContextPath() + next);
    }
}
