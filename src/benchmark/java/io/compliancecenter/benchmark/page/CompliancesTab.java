package io.compliancecenter.benchmark.page;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Server;

/** The full cost of a page: session, user, database and templates. */
public final class CompliancesTab implements Comparison {

    @Override
    public String name() {
        return "compliances";
    }

    @Override
    public String what() {
        return "Compliances tab, signed in, requests a second, 16 connections";
    }

    @Override
    public String against() {
        return "a bare servlet in the same JVM that writes the same bytes";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.12);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = bench.server();
        Load page = bench.load(server, Pages.COMPLIANCES);
        Load bytes = Load.on(
                        server.bareServlet(Pages.COMPLIANCES, server.sessions().get(0)))
                .of(server.sessions())
                .lasting(bench.settings().duration())
                .expecting(page.answerSize());
        return bench.compare(
                        "the page", () -> page.sample(server), "bare servlet", () -> bytes.sample(server), "requests/s")
                .note("The aim is 0.15.");
    }
}
