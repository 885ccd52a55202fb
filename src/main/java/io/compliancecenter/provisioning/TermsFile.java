package io.compliancecenter.provisioning;

import io.compliancecenter.terms.PreparedTerms;
import java.util.Map;

/**
 * A version of the terms, and where it was read.
 *
 * @param places of {@code version}, {@code change}, {@code effective}, and {@code texts.} with a language tag; the first is
 *     always there
 */
record TermsFile(PreparedTerms terms, Map<String, Place> places) {

    /** The place of a field, or where it should stand. */
    Place placeOf(String field) {
        Place whole = places.get("version");
        if (whole == null) {
            throw new IllegalStateException("Terms come from somewhere");
        }
        return places.getOrDefault(field, whole);
    }
}
