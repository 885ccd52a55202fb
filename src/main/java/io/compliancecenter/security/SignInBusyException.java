package io.compliancecenter.security;

import org.springframework.security.core.AuthenticationException;

/** Too many others are signing in. */
public final class SignInBusyException extends AuthenticationException {

    private static final long serialVersionUID = 1;

    public SignInBusyException() {
        super("Too many others are signing in");
    }
}
