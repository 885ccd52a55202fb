package io.compliancecenter.desk.terms;

import io.compliancecenter.terms.TermsVersion.Kind;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A version of the terms as a draft has it.
 *
 * @param effectiveAt null for the time of its publication
 * @param texts Markdown by language tag (BCP 47)
 */
record TermsContent(Kind kind, @Nullable Instant effectiveAt, Map<String, String> texts) {}
