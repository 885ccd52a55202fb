package io.compliancecenter.benchmark.page;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import java.util.ArrayList;
import java.util.List;

/** The slowest answers, compared with the median. */
public final class TailLatency implements Comparison {

    @Override
    public String name() {
        return "tail";
    }

    @Override
    public String what() {
        return "Compliances tab, 99th percentile of the time to an answer, 16 connections";
    }

    @Override
    public String against() {
        return "its own median, in the same measurement";
    }

    @Override
    public Target target() {
        return Target.atMost(5);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = bench.server();
        Load load = bench.load(server, Pages.COMPLIANCES);
        bench.warmUp(() -> load.sample(server));
        List<Sample> tails = new ArrayList<>();
        List<Sample> medians = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            Cpu before = Cpu.of(server);
            Load.Outcome outcome = load.run();
            Cpu cpu = Cpu.of(server).minus(before);
            tails.add(new Sample(outcome.p99(), outcome.requests(), cpu));
            medians.add(new Sample(outcome.p50(), outcome.requests(), cpu));
            ratios.add(outcome.p99() / outcome.p50());
        }
        return Result.of(
                ratios,
                List.of(new Result.Side("99th percentile", "ms", tails), new Result.Side("median", "ms", medians)));
    }
}
