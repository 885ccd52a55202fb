package io.compliancecenter.organization;

/** A person to write to. */
public record Contact(String name, String email) {}
