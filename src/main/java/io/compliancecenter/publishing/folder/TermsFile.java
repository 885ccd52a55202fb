package io.compliancecenter.publishing.folder;

import io.compliancecenter.terms.PreparedTerms;
import java.util.Map;

/**
 * A version of the terms, and where it was read.
 *
 * @param places of {@code version}, {@code change}, {@code effective}, and {@code texts.} with a language tag; the first is
 *     always there
 */
public record TermsFile(PreparedTerms terms, Map<String, Place> places) {

    /** The place of a field, or where it should stand. */
    public Place placeOf(String field) {
        Place whole = places.get("version");
        if (whole == null) {
            throw new IllegalStateException("Terms come from somewhere");
        }
        return places.getOrDefault(field, whole);
    }
}
