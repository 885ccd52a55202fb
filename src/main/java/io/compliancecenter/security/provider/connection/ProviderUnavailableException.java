package io.compliancecenter.security.provider.connection;

import org.springframework.security.authentication.AuthenticationServiceException;

/** An identity provider does not answer, or not as it should. */
public class ProviderUnavailableException extends AuthenticationServiceException {

    private static final long serialVersionUID = 1;

    ProviderUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
