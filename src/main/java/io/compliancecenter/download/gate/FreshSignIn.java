package io.compliancecenter.download.gate;

import io.compliancecenter.organization.SignIn;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Decides whether a member has proved recently enough who they are, before they agree to the terms. It counts when they were
 * authenticated, not when their session began: an identity provider may vouch for somebody who signed in there in the morning.
 */
@Component
class FreshSignIn {

    /** A provider that has just asked for the password must not be asked again because clocks differ. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final Duration within;
    private final Clock clock;

    FreshSignIn(AcceptanceProperties properties, Clock clock) {
        this.within = properties.freshSignIn();
        this.clock = clock;
    }

    /** Always if no fresh sign-in is asked for; never if the provider does not say when it authenticated the person. */
    boolean isMetBy(SignIn signIn) {
        if (within.isZero()) {
            return true;
        }
        Instant authenticatedAt = signIn.authenticatedAt();
        return authenticatedAt != null
                && authenticatedAt.plus(within).plus(GRACE).isAfter(clock.instant());
    }

    /** How recent it has to be. */
    Duration within() {
        return within;
    }
}
