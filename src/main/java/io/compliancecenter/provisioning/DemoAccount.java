package io.compliancecenter.provisioning;

/**
 * Someone to sign in as, for trying out.
 *
 * @param organization the name of an Organization that they belong to
 * @param role their role there
 */
public record DemoAccount(String email, String organization, String role, String password) {}
