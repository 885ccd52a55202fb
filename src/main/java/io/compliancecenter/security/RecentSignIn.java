package io.compliancecenter.security;

import io.compliancecenter.organization.CurrentUser;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/**
 * Whether the user has proved lately who they are. A passkey or a linked identity opens an account for good, so a minute at
 * somebody's unlocked browser must not be enough to add one.
 */
@Component
public class RecentSignIn {

    private static final Duration WITHIN = Duration.ofMinutes(10);

    /** Where they prove it again, and come back from to their account. */
    public static final String AGAIN = "/sign-in/again?to=/account&within=600&for=account";

    private final Clock clock;

    RecentSignIn(Clock clock) {
        this.clock = clock;
    }

    /** Whether they did, in the session of the current request. */
    public boolean isThere() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null
                && authentication.getPrincipal() instanceof CurrentUser user
                && isRecent(user.signIn().authenticatedAt());
    }

    private boolean isRecent(@Nullable Instant authenticatedAt) {
        return authenticatedAt != null && authenticatedAt.plus(WITHIN).isAfter(clock.instant());
    }
}
