package io.compliancecenter.support;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints the sentence of a {@link StartupFailureException} and what to do instead of a stack trace. */
class StartupFailureAnalyzer extends AbstractFailureAnalyzer<StartupFailureException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StartupFailureException failure) {
        return new FailureAnalysis(failure.getMessage(), failure.action(), failure);
    }
}
