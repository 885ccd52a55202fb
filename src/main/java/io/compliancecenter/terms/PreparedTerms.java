package io.compliancecenter.terms;

import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the terms to publish.
 *
 * @param effectiveAt when it comes into effect, to the microsecond; null for the time of its publication
 * @param texts Markdown by language, in order of publication; members agree to its UTF-8 bytes
 */
public record PreparedTerms(
        int version, Kind kind, @Nullable Instant effectiveAt, Map<Locale, String> texts) {

    /** Copies the texts in their order. */
    public PreparedTerms {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
    }
}
