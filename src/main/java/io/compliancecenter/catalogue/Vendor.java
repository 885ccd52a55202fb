package io.compliancecenter.catalogue;

/**
 * The company whose compliance is shown.
 *
 * @param support the e-mail address of those who answer questions on compliance
 * @param introduction plain text above the list of compliances
 */
public record Vendor(String name, String support, String introduction) {}
