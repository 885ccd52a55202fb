package io.compliancecenter.database;

import org.jspecify.annotations.Nullable;

/** The configured database cannot be used. Message and action are sentences for people. */
class UnusableDatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;
    private final boolean passing;

    /**
     * Says what is wrong and what to do.
     *
     * @param action what to do about it, with the names of properties
     * @param passing whether it may pass by itself, as while the server is still starting
     */
    UnusableDatabaseException(String message, String action, boolean passing, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
        this.passing = passing;
    }

    UnusableDatabaseException(String message, String action) {
        this(message, action, false, null);
    }

    /** What to do about it. */
    String action() {
        return action;
    }

    /** Whether it may pass by itself. */
    boolean passing() {
        return passing;
    }
}
