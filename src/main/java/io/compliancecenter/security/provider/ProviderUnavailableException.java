package io.compliancecenter.security.provider;

import org.springframework.security.authentication.AuthenticationServiceException;

/** An identity provider does not answer, or not as it should. */
class ProviderUnavailableException extends AuthenticationServiceException {

    private static final long serialVersionUID = 1;

    ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
