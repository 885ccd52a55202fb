package io.compliancecenter.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What is published, at a glance.
 *
 * @param introduction plain text above the list of compliances; null while nothing is published
 * @param compliances how many there are
 * @param certifications how many there are
 */
public record Overview(@Nullable String introduction, int compliances, int certifications) {}
