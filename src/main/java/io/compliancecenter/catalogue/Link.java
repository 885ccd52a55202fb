package io.compliancecenter.catalogue;

import jakarta.persistence.Embeddable;

/**
 * A page elsewhere.
 *
 * @param url an {@code https} address
 */
@Embeddable
public record Link(String label, String url) {}
