package io.compliancecenter.support;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs a recurring failure once when it starts and once when it clears. Not for several threads at a time. */
public final class RecurringFailure {

    private final Logger log;
    private String what = "";
    private @Nullable String logged;

    public RecurringFailure(Logger log) {
        this.log = log;
    }

    /** Logs the failure, unless it is the one that was logged last. */
    public void occurred(Level level, String failed, Exception failure) {
        occurred(level, failed, String.valueOf(failure.getMessage()));
        log.debug("{}", failed, failure);
    }

    /**
     * Logs the failure, unless it is the one that was logged last.
     *
     * @param reason without secrets
     */
    public void occurred(Level level, String failed, String reason) {
        String message = failed + ": " + reason;
        if (!message.equals(logged)) {
            log.atLevel(level).log("{}", message);
        }
        what = failed;
        logged = message;
    }

    /** Logs that the failure has cleared, if one was logged. */
    public void cleared() {
        if (logged != null) {
            log.info("{}: resolved", what);
            logged = null;
        }
    }
}
