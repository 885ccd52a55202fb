package io.compliancecenter.evidence.checkpoint;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Something that may fail again and again: told once when it begins and once when it ends. */
final class Trouble {

    private final Logger log;
    private final Level level;
    private final String what;
    private @Nullable String told;

    Trouble(Logger log, Level level, String what) {
        this.log = log;
        this.level = level;
        this.what = what;
    }

    /** Tells of it, unless this is the failure that was told last. */
    void failed(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        if (message.equals(told)) {
            log.debug("{}", what, failure);
        } else {
            log.atLevel(level).log("{}: {}", what, message);
        }
        told = message;
    }

    /** Tells that it is over, if anything was told. */
    void worked() {
        if (told != null) {
            log.info("{}: no longer, all is made good", what);
            told = null;
        }
    }
}
