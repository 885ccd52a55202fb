package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.RecommendedOptions;
import io.compliancecenter.benchmark.server.Server;

/** The cost of stamping. */
public final class StampedDownload implements Comparison {

    private static final int CONNECTIONS = 8;

    @Override
    public String name() {
        return "stamped";
    }

    @Override
    public String what() {
        return "stamped download of a certificate of 20 pages, downloads a second, 8 connections";
    }

    @Override
    public String against() {
        return "the same pages from the same store, signed and so not stamped";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.5);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        try (Server server =
                Server.startAlone(bench.packaged(), Downloads.options(bench, "stamped", RecommendedOptions.JVM))) {
            Load load = Load.on(server.uri())
                    .header("Cookie", server.signIn())
                    .connections(CONNECTIONS)
                    .lasting(bench.settings().duration())
                    .expecting(20_000);
            PermitWalk stamped = new PermitWalk(server, load, Downloads.of(server, Downloads.STAMPED));
            PermitWalk untouched = new PermitWalk(server, load, Downloads.of(server, Downloads.UNTOUCHED));
            return bench.compare("stamped", stamped::sample, "not stamped", untouched::sample, "downloads/s")
                    .note("Each download has a permit of its own.");
        }
    }
}
