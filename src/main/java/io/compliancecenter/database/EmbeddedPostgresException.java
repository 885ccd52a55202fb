package io.compliancecenter.database;

import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used; says why in one sentence, and what to do about it. */
final class EmbeddedPostgresException extends RuntimeException {

    private final String action;

    EmbeddedPostgresException(String sentence, String action, @Nullable Throwable cause) {
        super(sentence, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
