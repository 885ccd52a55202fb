package io.compliancecenter.catalogue;

import jakarta.persistence.Embeddable;

/**
 * What is published about the vendor.
 *
 * @param support the e-mail address of those who answer questions on compliance
 * @param introduction plain text above the list of compliances
 */
@Embeddable
public record VendorDetails(String name, String support, String introduction) {}
