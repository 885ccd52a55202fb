package io.compliancecenter.database;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the sentences of an {@link UnusableDatabaseException} in place of a stack trace. */
class UnusableDatabaseFailureAnalyzer extends AbstractFailureAnalyzer<UnusableDatabaseException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableDatabaseException failure) {
        return new FailureAnalysis(failure.getMessage(), failure.action(), failure);
    }
}
