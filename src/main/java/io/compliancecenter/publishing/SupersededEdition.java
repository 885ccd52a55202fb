package io.compliancecenter.publishing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An edition that was published, and is not current any more.
 *
 * @param edition its hash, in lower-case hexadecimal
 * @param firstPublishedAt when it was first published
 * @param currentNumber of the publication that is current
 * @param currentPublishedAt when the current one was published
 * @param currentLocation where the current one was published from
 */
record SupersededEdition(
        String edition,
        Instant firstPublishedAt,
        long currentNumber,
        Instant currentPublishedAt,
        String currentLocation) {

    private static final int ENOUGH = 12;

    /** The edition in short, as in a log. */
    String shortHash() {
        return edition.substring(0, ENOUGH);
    }

    /**
     * What allows it to be published again. It names the publication that it takes the place of, so that it allows this once: a
     * setting that is left behind does not bring the edition back again when something else is published after it.
     */
    String permission() {
        return shortHash() + "-" + currentNumber;
    }

    /** @param republish as configured */
    boolean isAllowedBy(@Nullable String republish) {
        return republish != null && permission().equals(republish.strip());
    }
}
