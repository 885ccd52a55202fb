package io.compliancecenter.stamping;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A document cannot be stamped so that every viewer shows the stamp on each of its pages. */
public class UnstampableException extends IOException {

    private static final long serialVersionUID = 1;

    /** @param message a clause for the publisher: which page, what is wrong with it, and what to do */
    UnstampableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    UnstampableException(String message) {
        this(message, null);
    }
}
