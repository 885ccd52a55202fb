package io.compliancecenter.benchmark.scale;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.testing.filling.FillingPlan;
import java.util.ArrayList;
import java.util.List;

/** The same page with a large and with an empty database. */
public final class Growth implements Comparison {

    /**
     * Pairs of JVMs. Both sides run the same program, but each JVM compiles differently: the same page on the same database
     * may cost a few percent more in one than in another.
     */
    private static final int PAIRS = 3;

    private final FilledServers servers;

    public Growth(FilledServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String what() {
        return "Compliances tab, requests a second, with 10,000 Organizations, 100,000 users, 5 million entries recorded";
    }

    @Override
    public String against() {
        return "the same page on an empty database";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.95);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server full = servers.full(bench);
        Server sparse = servers.sparse(bench);
        List<Result> pairs = new ArrayList<>();
        for (int pair = 0; pair < PAIRS; pair++) {
            try (Server onFull = full.startAnother(bench.packaged());
                    Server onSparse = sparse.startAnother(bench.packaged())) {
                pairs.add(compare(bench, onFull, onSparse));
            }
        }
        Result result = Result.of(pairs).note("Over %d pairs of JVMs, each newly started.".formatted(PAIRS));
        double scale = bench.settings().scale();
        return scale == 1 ? result : result.note("The large database was filled to %s of its size.".formatted(scale));
    }

    private static Result compare(Bench bench, Server full, Server sparse) throws Exception {
        Load onFull = FilledServers.load(bench, full, FillingPlan.MEDIUM, "/compliances");
        Load onSparse = FilledServers.load(bench, sparse, FilledServers.ONLY, "/compliances");
        return bench.compare(
                "large database",
                () -> onFull.sample(full),
                "empty database",
                () -> onSparse.sample(sparse),
                "requests/s");
    }
}
