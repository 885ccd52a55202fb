package io.compliancecenter.evidence.checkpoint;

import org.jspecify.annotations.Nullable;

/** The record cannot be signed as configured. The message is a sentence for people. */
final class SigningKeyException extends RuntimeException {

    private static final long serialVersionUID = 1;

    SigningKeyException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
