package io.compliancecenter.publishing.folder;

import io.compliancecenter.terms.PreparedTerms;
import java.util.function.Function;

/**
 * A version of the terms, and where it was read.
 *
 * @param locations of {@code version}, {@code change}, {@code effective}, and {@code texts.} with a language tag
 */
public record TermsFile(PreparedTerms terms, Function<String, Location> locations) {}
