package io.compliancecenter.terms;

import java.util.Locale;

/**
 * The text of a terms version in one language. It never changes once it is published.
 *
 * @param markdown as published
 * @param sha256 of the exact bytes published, in lower-case hexadecimal
 */
public record TermsText(Locale locale, String markdown, String sha256) {}
