package io.compliancecenter.database;

import io.compliancecenter.support.StartupFailureException;
import org.jspecify.annotations.Nullable;

/** The configured database cannot be used, or not as the configured role. */
class UnusableDatabaseException extends StartupFailureException {

    private static final long serialVersionUID = 1;

    private final boolean temporary;

    /**
     * Says what is wrong and what to do.
     *
     * @param action what to do about it, with the names of properties
     * @param temporary whether waiting may help, for example while the server starts
     */
    UnusableDatabaseException(String message, String action, boolean temporary, @Nullable Throwable cause) {
        super(message, action, cause);
        this.temporary = temporary;
    }

    UnusableDatabaseException(String message, String action) {
        this(message, action, false, null);
    }

    boolean isTemporary() {
        return temporary;
    }
}
