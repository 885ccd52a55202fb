package io.compliancecenter.security;

import org.springframework.security.core.AuthenticationException;

/** Too many attempts have failed. Neither password nor passkey was checked. */
public final class SignInDelayedException extends AuthenticationException {

    private static final long serialVersionUID = 1;

    private final int seconds;

    public SignInDelayedException(int seconds) {
        super("Too many failed attempts to sign in");
        this.seconds = seconds;
    }

    /** The seconds to wait until the next attempt. */
    public int seconds() {
        return seconds;
    }
}
