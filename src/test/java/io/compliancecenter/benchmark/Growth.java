package io.compliancecenter.benchmark;

/** The page costs what it costs, however many Organizations there are, and however much is recorded. */
final class Growth implements Comparison {

    private final FilledServers servers;

    Growth(FilledServers servers) {
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
        Load onFull = FilledServers.load(bench, full, FillingPlan.MEDIUM, "/compliances");
        Load onSparse = FilledServers.load(bench, sparse, FilledServers.ONLY, "/compliances");
        Result result = bench.compare(
                "big database",
                () -> onFull.sample(full),
                "empty database",
                () -> onSparse.sample(sparse),
                "requests/s");
        double scale = bench.settings().scale();
        return scale == 1 ? result : result.note("The big database was filled to %s of its size.".formatted(scale));
    }
}
