package io.compliancecenter.publishing.folder;

import java.util.List;
import java.util.stream.Collectors;

/** The folder cannot be published as it is. What was published before stays as it was. */
public class ProvisioningException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    ProvisioningException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
