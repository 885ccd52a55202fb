package io.compliancecenter.benchmark.page;

/** The measured pages of the demo. */
public final class Pages {

    public static final String COMPLIANCES = "/organizations/acme/compliances";
    public static final String CERTIFICATIONS = "/organizations/acme/certifications";

    private Pages() {}
}
