package io.compliancecenter.demo;

/**
 * Someone to sign in as, for trying out.
 *
 * @param organization the names of the Organizations that they belong to, with commas between
 * @param role their roles there, with commas between if there are several
 */
public record DemoAccount(String email, String organization, String role, String password) {}
