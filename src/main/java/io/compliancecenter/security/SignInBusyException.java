package io.compliancecenter.security;

import org.springframework.security.core.AuthenticationException;

/** Too many people sign in at this moment. */
class SignInBusyException extends AuthenticationException {

    private static final long serialVersionUID = 1;

    SignInBusyException() {
        super("Too many people sign in at this moment");
    }
}
