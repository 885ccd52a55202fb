package io.compliancecenter.benchmark.page;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Server;

/** The Certifications tab, compared with the Compliances tab. */
public final class CertificationsTab implements Comparison {

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
