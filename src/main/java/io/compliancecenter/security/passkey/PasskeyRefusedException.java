package io.compliancecenter.security.passkey;

import org.springframework.security.core.AuthenticationException;

/** What an authenticator answered is not valid. The message is for the log. */
public final class PasskeyRefusedException extends AuthenticationException {

    private static final long serialVersionUID = 1;

    PasskeyRefusedException(String reason, Throwable cause) {
        super(reason, cause);
    }

    PasskeyRefusedException(String reason) {
        super(reason);
    }
}
