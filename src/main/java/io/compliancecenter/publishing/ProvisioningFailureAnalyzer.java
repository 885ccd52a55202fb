package io.compliancecenter.publishing;

import io.compliancecenter.publishing.folder.ProvisioningException;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Lists what is wrong with the folder, in place of a stack trace. */
class ProvisioningFailureAnalyzer extends AbstractFailureAnalyzer<ProvisioningException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, ProvisioningException cause) {
        String problems = cause.problems().stream()
                .map(problem -> "    - " + problem)
                .collect(Collectors.joining(System.lineSeparator()));
        return new FailureAnalysis(
                "The folder of published files (compliance-center.publishing.location) cannot be published:"
                        + System.lineSeparator() + System.lineSeparator() + problems,
                "Correct the files and start again. Nothing of the folder was published; what was published before stays"
                        + " as it was.",
                cause);
    }
}
