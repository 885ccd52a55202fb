package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import io.compliancecenter.organization.Users.Credentials;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;

/**
 * Logs who signs in and out, by identifier and client address. What was typed is never logged: people type their password into
 * the wrong field.
 */
@Component
public class SignInLog implements LogoutHandler {

    private static final Logger log = LoggerFactory.getLogger(SignInLog.class);

    /** Logs a sign-in.
     *
     * @param client its IP address */
    public void signedIn(CurrentUser user, String client) {
        log.info(
                "Signed in: user {} from {}, by {}",
                user.id(),
                client,
                user.signIn().method().code());
    }

    public void failed(Optional<Credentials> user, String client) {
        log.info("Sign-in failed: {} from {}{}", text(user), client, user.isPresent() ? ", wrong password" : "");
    }

    /** @param seconds until the next attempt */
    public void delayed(Optional<Credentials> user, String client, int seconds) {
        log.info("Sign-in delayed: {} from {}, {} s to wait after too many failures", text(user), client, seconds);
    }

    /** @param user whose passkey it is; null if it is unknown */
    public void passkeyRefused(@Nullable UUID user, String client, @Nullable String reason) {
        log.info(
                "Sign-in failed: {} from {}, passkey refused: {}",
                user == null ? "unknown user" : "user " + user,
                client,
                reason);
    }

    /** @param seconds until the next attempt */
    public void passkeyDelayed(String client, int seconds) {
        log.info("Sign-in delayed: passkey from {}, {} s to wait after too many failures", client, seconds);
    }

    private static String text(Optional<Credentials> user) {
        return user.map(known -> "user " + known.id()).orElse("unknown user");
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        if (authentication != null && authentication.getPrincipal() instanceof CurrentUser user) {
            log.info("Signed out: user {} from {}", user.id(), request.getRemoteAddr());
        }
    }

    /** @param why as the end of the line */
    void sessionEnded(CurrentUser user, String client, String why) {
        log.info("Session ended: user {} from {}, {}", user.id(), client, why);
    }
}
