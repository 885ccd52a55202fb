package io.compliancecenter.support;

import org.jspecify.annotations.Nullable;

/** The application cannot start. Says why in one sentence, and what to do about it. */
public class StartupFailureException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String action;

    public StartupFailureException(String sentence, String action) {
        this(sentence, action, null);
    }

    public StartupFailureException(String sentence, String action, @Nullable Throwable cause) {
        super(sentence, cause);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
