package io.compliancecenter.support;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Logs a recurring failure once when it starts and once when it clears. */
public final class RecurringFailure {

    private final Logger log;
    private final Level level;
    private final String what;
    private @Nullable String logged;

    public RecurringFailure(Logger log, Level level, String what) {
        this.log = log;
        this.level = level;
        this.what = what;
    }

    /** Logs the failure, unless it is the one that was logged last. */
    public void occurred(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.equals(logged)) {
            log.debug("{}", what, failure);
        } else {
            log.atLevel(level).log("{}: {}", what, message);
        }
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
