package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Statistics;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.page.Pages;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.benchmark.server.Tools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The effect of many slow readers on pages, memory and database connections. */
public final class SlowReadersComparison implements Comparison {

    private static final int READERS = 200;
    private static final int PATIENCE_SECONDS = 200;
    private static final Pattern USED = Pattern.compile("heap.*?used (\\d+)K");

    /** Memory must grow by less than this share of file size times readers. */
    private static final double SMALL_PART = 0.05;

    /** The server's state at one moment. Memory is in MB (1,000,000 bytes); the heap is measured after a collection. */
    private record State(double heap, double resident, int busyConnections) {}

    @Override
    public String name() {
        return "slow-readers";
    }

    @Override
    public String what() {
        return "Compliances tab, 95th percentile of the time to an answer, while 200 readers at 20 KB/s each receive"
                + " a stamped copy of 5 MB; heap of 256 MB";
    }

    @Override
    public String against() {
        return "the same without them";
    }

    @Override
    public Target target() {
        return Target.atMost(2);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        try (Server server =
                Server.startAlone(bench.packaged(), Downloads.options(bench, "slow-readers", List.of("-Xmx256m")))) {
            String cookie = server.signIn();
            Load page = bench.load(server, Pages.COMPLIANCES);
            Downloads large = Downloads.of(server, Downloads.LARGE);
            warmUp(bench, server, cookie, page, large);

            List<Sample> with = new ArrayList<>();
            List<Sample> without = new ArrayList<>();
            List<Double> ratios = new ArrayList<>();
            List<State> before = new ArrayList<>();
            List<State> during = new ArrayList<>();
            List<Integer> reading = new ArrayList<>();
            for (int round = 0; round < bench.settings().rounds(); round++) {
                without.add(ninetyFifth(server, page));
                before.add(state(server));
                try (SlowReaders readers = SlowReaders.start(server, cookie, large.take(READERS), PATIENCE_SECONDS)) {
                    reading.add(readers.reading());
                    during.add(state(server));
                    with.add(ninetyFifth(server, page));
                    reading.add(readers.reading());
                }
                ratios.add(with.get(round).figure() / without.get(round).figure());
            }
            return Result.of(
                            ratios,
                            List.of(
                                    new Result.Side("with 200 slow readers", "ms", with),
                                    new Result.Side("without", "ms", without)))
                    .with(readersThere(reading))
                    .with(connections(before, during))
                    .with(growth(
                            "heap after a collection",
                            before.stream().map(State::heap).toList(),
                            during.stream().map(State::heap).toList()))
                    .with(growth(
                            "resident memory",
                            before.stream().map(State::resident).toList(),
                            during.stream().map(State::resident).toList()));
        }
    }

    /** Includes downloads, so that the JVM has allocated the memory for stamping before it is measured. */
    private static void warmUp(Bench bench, Server server, String cookie, Load page, Downloads large) throws Exception {
        PermitWalk downloads = new PermitWalk(
                server,
                Load.on(server.uri())
                        .header("Cookie", cookie)
                        .connections(2)
                        .lasting(bench.settings().duration()),
                large);
        bench.warmUp(downloads::sample);
        bench.warmUp(() -> page.sample(server));
    }

    private static Sample ninetyFifth(Server server, Load page) throws IOException, InterruptedException {
        Cpu before = Cpu.of(server);
        Load.Outcome outcome = page.tolerantRun();
        // There was no answer during the measurement.
        double figure = outcome.requests() == 0 || outcome.errors() > 0 ? Double.POSITIVE_INFINITY : outcome.p95();
        return new Sample(figure, outcome.requests(), Cpu.of(server).minus(before));
    }

    private static State state(Server server) throws IOException, InterruptedException {
        Tools.output(Tools.jcmd(server.pid(), "GC.run"));
        String heap = Tools.output(Tools.jcmd(server.pid(), "GC.heap_info"));
        Matcher used = USED.matcher(heap);
        if (!used.find()) {
            throw new IllegalStateException(heap);
        }
        // A connection that is held shows up whenever it is checked.
        int busy = JdbcClient.create(server.superuser())
                .sql("""
                        select count(*) from pg_stat_activity
                         where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()
                        """)
                .query(Integer.class)
                .single();
        return new State(Double.parseDouble(used.group(1)) * 1024 / 1e6, server.residentMegabytes(), busy);
    }

    private static Result.Check readersThere(List<Integer> reading) {
        int fewest = reading.stream().mapToInt(Integer::intValue).min().orElseThrow();
        return new Result.Check(
                "readers that received bytes all the while", fewest + " of " + READERS, fewest == READERS);
    }

    private static Result.Check connections(List<State> before, List<State> during) {
        int held = during.stream().mapToInt(State::busyConnections).max().orElseThrow();
        int idle = before.stream().mapToInt(State::busyConnections).max().orElseThrow();
        return new Result.Check(
                "database connections at work, none being held",
                "%d with the readers, %d without".formatted(held, idle),
                held <= idle);
    }

    private static Result.Check growth(String what, List<Double> before, List<Double> during) {
        double first = Statistics.of(before).median();
        double then = Statistics.of(during).median();
        double part = (then - first) / (Downloads.LARGE_SIZE / 1e6 * READERS);
        return new Result.Check(
                what + ", growing by less than 5 % of size × readers",
                String.format(Locale.ROOT, "%.0f MB without, %.0f MB with them", first, then),
                part < SMALL_PART);
    }
}
