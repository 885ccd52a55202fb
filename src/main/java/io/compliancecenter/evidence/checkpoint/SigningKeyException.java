package io.compliancecenter.evidence.checkpoint;

import io.compliancecenter.support.StartupFailureException;
import org.jspecify.annotations.Nullable;

/** The record cannot be signed as configured. */
final class SigningKeyException extends StartupFailureException {

    private static final long serialVersionUID = 1;

    SigningKeyException(String sentence, @Nullable Throwable cause) {
        super(sentence, """
                Restore the directory with its key, if it had one before (compliance-center.evidence.directory, on a durable \
                volume). Otherwise make a key with "openssl genpkey -algorithm ed25519 -out signing-key.pem", give it to the \
                user that runs Compliance Center alone (chmod 600), and name it with compliance-center.evidence.signing-key. \
                Name the directory for the signed checkpoints with compliance-center.evidence.directory.""", cause);
    }
}
