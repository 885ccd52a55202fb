package io.compliancecenter.publishing.folder;

import io.compliancecenter.terms.PreparedTerms;
import java.util.Map;

/**
 * A version of the terms, and where it was read.
 *
 * @param locations of {@code version}, {@code change}, {@code effective}, and {@code texts.} with a language tag; the first is
 *     always there
 */
public record TermsFile(PreparedTerms terms, Map<String, Location> locations) {

    /** The location of a field, or where it should be. */
    public Location locationOf(String field) {
        Location whole = locations.get("version");
        if (whole == null) {
            throw new IllegalStateException("Terms come from somewhere");
        }
        return locations.getOrDefault(field, whole);
    }
}
