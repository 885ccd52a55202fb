package io.compliancecenter.benchmark;

/** The measured pages of the demo. */
final class Pages {

    static final String COMPLIANCES = "/organizations/acme/compliances";
    static final String CERTIFICATIONS = "/organizations/acme/certifications";

    private Pages() {}
}
