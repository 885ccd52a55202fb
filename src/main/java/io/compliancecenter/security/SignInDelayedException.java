package io.compliancecenter.security;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Too many attempts have failed. The password was not checked. */
class SignInDelayedException extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final Duration wait;

    /** @param wait until the next attempt, in whole seconds; at least one */
    SignInDelayedException(Duration wait) {
        super("Too many failed attempts to sign in");
        this.wait = wait;
    }

    Duration waitingTime() {
        return wait;
    }
}
