package io.compliancecenter.publishing.folder;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects validation errors, so that one start reports all of them. The reader replaces a wrong value and goes on, which is
 * harmless because nothing with errors is ever published.
 */
final class ValidationErrors {

    private final List<ValidationError> errors = new ArrayList<>();

    void add(Location location, String what) {
        errors.add(new ValidationError(location, what));
    }

    List<ValidationError> list() {
        return List.copyOf(errors);
    }

    /** @throws InvalidFolderException if there is any error */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidFolderException(errors);
        }
    }
}
