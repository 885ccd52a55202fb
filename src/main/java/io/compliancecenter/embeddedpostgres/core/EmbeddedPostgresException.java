package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.StartupFailureException;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL cannot be used. */
public final class EmbeddedPostgresException extends StartupFailureException {

    private static final long serialVersionUID = 1;

    EmbeddedPostgresException(String sentence, String action, @Nullable Throwable cause) {
        super(sentence, action, cause);
    }
}
