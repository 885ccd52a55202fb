package io.compliancecenter.organization;

/**
 * An Organization as pages and addresses name it.
 *
 * @param slug its name in addresses: lower-case letters, digits and single hyphens
 */
public record OrganizationView(OrganizationId id, String slug, String name) {}
