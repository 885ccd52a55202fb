package io.compliancecenter.publishing;

import org.jspecify.annotations.Nullable;

/**
 * An edition that was published and is no longer current.
 *
 * @param first its first publication
 * @param current the current publication, of another edition
 */
record SupersededEdition(PublishedEdition first, PublishedEdition current) {

    private static final int SHORT = 12;

    /** The beginning of the hash, for the log. */
    String shortHash() {
        return first.hash().substring(0, SHORT);
    }

    /**
     * The value of the setting that allows to publish it again. It names the publication that it replaces, so it works once: a
     * forgotten setting does not bring the edition back after another one was published.
     */
    String permission() {
        return shortHash() + "-" + current.number();
    }

    /** @param republish as configured */
    boolean isAllowedBy(@Nullable String republish) {
        return republish != null && permission().equals(republish.strip());
    }
}
