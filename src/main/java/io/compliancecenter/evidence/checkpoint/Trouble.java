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

    void failed(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        Level now = message.equals(told) ? Level.DEBUG : level;
        log.atLevel(now).setCause(now == Level.DEBUG ? failure : null).log("{}: {}", what, failure);
        told = message;
    }

    void worked() {
        if (told != null) {
            log.info("{}: no longer, all is made good", what);
            told = null;
        }
    }
}
