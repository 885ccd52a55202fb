package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the terms that is to be published.
 *
 * @param effectiveAt to the microsecond; null: from its publication
 * @param texts Markdown by language, in the order in which they are published; its UTF-8 bytes are what is agreed to
 */
public record PreparedTerms(
        int version, Kind kind, @Nullable Instant effectiveAt, Map<Locale, String> texts) {

    /** Copies the texts in their order. */
    public PreparedTerms {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }
}
