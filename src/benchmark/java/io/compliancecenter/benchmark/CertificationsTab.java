package io.compliancecenter.benchmark;

/** The Certifications tab, compared with the Compliances tab. */
final class CertificationsTab implements Comparison {

    @Override
    public String name() {
        return "certifications";
    }

    @Override
    public String what() {
        return "Certifications tab, requests a second, 16 connections";
    }

    @Override
    public String against() {
        return "the Compliances tab";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.7);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = bench.server();
        Load certifications = bench.load(server, Pages.CERTIFICATIONS);
        Load compliances = bench.load(server, Pages.COMPLIANCES);
        return bench.compare(
                "Certifications",
                () -> certifications.sample(server),
                "Compliances",
                () -> compliances.sample(server),
                "requests/s");
    }
}
