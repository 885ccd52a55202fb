package io.compliancecenter.terms;

import java.time.Instant;

/**
 * One numbered version of the Confidential Information terms. It never changes once it is published.
 *
 * @param version counts from 1
 * @param text Markdown, as published
 * @param sha256 of the exact bytes published, in lower-case hexadecimal
 */
public record TermsVersion(int version, String text, String sha256, Instant publishedAt) {}
