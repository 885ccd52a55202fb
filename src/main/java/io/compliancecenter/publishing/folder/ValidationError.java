package io.compliancecenter.publishing.folder;

/**
 * Why the folder cannot be published.
 *
 * @param what is wrong, as the end of a sentence
 */
public record ValidationError(Location location, String what) {

    @Override
    public String toString() {
        return location + ": " + what;
    }
}
