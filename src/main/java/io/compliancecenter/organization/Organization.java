package io.compliancecenter.organization;

/**
 * A customer of the vendor.
 *
 * @param slug its name in addresses: lower-case letters, digits and single hyphens
 */
public record Organization(OrganizationId id, String slug, String name) {}
