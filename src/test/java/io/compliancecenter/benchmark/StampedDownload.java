package io.compliancecenter.benchmark;

import java.io.IOException;
import java.util.List;

/** What it costs to put a member's name on every page. */
final class StampedDownload implements Comparison {

    private static final int CONNECTIONS = 8;

    /** Downloads a second that no server here reaches; there are as many permits for a measurement. */
    private static final int MOST_PER_SECOND = 1500;

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
        try (Server server = Server.startAlone(bench, Downloads.options(bench, "stamped", Bench.RECOMMENDED))) {
            Load load = Load.on(server.uri())
                    .header("Cookie", server.signIn())
                    .connections(CONNECTIONS)
                    .lasting(bench.settings().duration());
            Downloads stamped = Downloads.of(server, Downloads.STAMPED);
            Downloads untouched = Downloads.of(server, Downloads.UNTOUCHED);
            return bench.compare(
                            "stamped",
                            () -> sample(server, load, stamped),
                            "not stamped",
                            () -> sample(server, load, untouched),
                            "downloads/s")
                    .note("Each download has a permit of its own.");
        }
    }

    private static Sample sample(Server server, Load load, Downloads downloads)
            throws IOException, InterruptedException {
        int count = (int) (load.duration().toMillis() * MOST_PER_SECOND / 1000);
        List<String> paths = downloads.take(count);
        Sample sample = load.walking(paths).expecting(20_000).sample(server);
        // wrk has asked for as many more as it has connections, when it stops.
        int used = (int) Math.min(count, sample.requests() + 2L * CONNECTIONS);
        downloads.putBack(paths.subList(used, count));
        return sample;
    }
}
