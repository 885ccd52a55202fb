package io.compliancecenter.evidence.checkpoint;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says what to do about a key that cannot sign, in place of a stack trace. */
class SigningKeyFailureAnalyzer extends AbstractFailureAnalyzer<SigningKeyException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SigningKeyException failure) {
        return new FailureAnalysis(failure.getMessage(), """
                Bring back the directory with its key, if it had one before (compliance-center.evidence.directory, on a volume \
                that lasts). Otherwise make a key with "openssl genpkey -algorithm ed25519 -out signing-key.pem", give it to the user that runs \
                Compliance Center alone (chmod 600), and name it with compliance-center.evidence.signing-key. Name the \
                directory for the signed checkpoints with compliance-center.evidence.directory.""", failure);
    }
}
