package io.compliancecenter.benchmark;

/** Addresses of the demo that are measured. */
final class Pages {

    static final String COMPLIANCES = "/organizations/acme/compliances";
    static final String CERTIFICATIONS = "/organizations/acme/certifications";

    private Pages() {}
}
