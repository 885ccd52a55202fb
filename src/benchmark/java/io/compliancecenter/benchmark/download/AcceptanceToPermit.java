package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.scale.FilledServers;
import io.compliancecenter.benchmark.server.Server;

/** The cost of the gate and the record on top of the plain inserts. */
public final class AcceptanceToPermit implements Comparison {

    private static final int AT_ONCE = 32;

    private final FilledServers servers;

    public AcceptanceToPermit(FilledServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "acceptance";
    }

    @Override
    public String what() {
        return "Acceptance to permit committed, one Organization, 32 at once, a second";
    }

    @Override
    public String against() {
        return "pgbench doing the same inserts in one transaction each, in the same PostgreSQL";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.25);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = servers.sparse(bench);
        int seconds = Math.toIntExact(Math.max(1, bench.settings().duration().toSeconds()));
        AcceptanceLoad agreeing = new AcceptanceLoad(server, FilledServers.ONLY, AT_ONCE, seconds);
        Pgbench pgbench = new Pgbench(server, AT_ONCE, seconds);
        return bench.compare("acceptances", agreeing::sample, "pgbench", pgbench::sample, "a second")
                .note("One Organization's entries form one chain, so that its acceptances wait for each other's commit;"
                        + " those of pgbench do not.");
    }
}
