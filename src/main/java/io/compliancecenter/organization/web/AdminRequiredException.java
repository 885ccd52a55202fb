package io.compliancecenter.organization.web;

import io.compliancecenter.organization.OrganizationView;

/** The user belongs to the Organization, but not as an admin. */
class AdminRequiredException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient OrganizationView organization;

    AdminRequiredException(OrganizationView organization) {
        this.organization = organization;
    }

    OrganizationView organization() {
        return organization;
    }
}
