package io.compliancecenter.publishing.folder;

import io.compliancecenter.support.StartupFailureException;
import java.util.List;
import java.util.stream.Collectors;

/** The folder cannot be published as it is. What was published before stays as it was. */
public class InvalidFolderException extends StartupFailureException {

    private static final long serialVersionUID = 1;

    private final transient List<ValidationError> errors;

    public InvalidFolderException(List<ValidationError> errors) {
        super(
                errors.stream()
                        .map(error -> "    - " + error)
                        .collect(Collectors.joining(
                                "\n",
                                "The folder of published files (compliance-center.publishing.location) cannot be published:\n\n",
                                "")),
                "Correct the files and start again. Nothing of the folder was published; what was published before stays as it"
                        + " was.",
                null);
        this.errors = List.copyOf(errors);
    }

    public List<ValidationError> errors() {
        return errors;
    }
}
