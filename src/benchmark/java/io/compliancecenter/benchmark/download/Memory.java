package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.page.Pages;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.RecommendedOptions;
import io.compliancecenter.benchmark.server.Server;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Memory use on a small machine. */
public final class Memory implements Comparison {

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String what() {
        return "resident memory of the JVM after pages and stamped downloads, processed ahead of time by Spring, started with "
                + RecommendedOptions.FILE + " and "
                + RecommendedOptions.ENVIRONMENT.entrySet().stream()
                        .map(Object::toString)
                        .collect(Collectors.joining(" "));
    }

    @Override
    public String against() {
        return "nothing";
    }

    @Override
    public Target target() {
        return Target.atMost(420).of("MB");
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        try (Server server =
                Server.startAlone(bench.packaged(), Downloads.options(bench, "memory", RecommendedOptions.PROCESSED))) {
            String cookie = server.signIn();
            PermitWalk stamped = new PermitWalk(
                    server,
                    Load.on(server.uri())
                            .header("Cookie", cookie)
                            .connections(8)
                            .lasting(bench.settings().duration()),
                    Downloads.of(server, Downloads.STAMPED));
            List<Sample> samples = new ArrayList<>();
            Load compliances = bench.load(server, Pages.COMPLIANCES);
            Load certifications = bench.load(server, Pages.CERTIFICATIONS);
            bench.warmUp(() -> compliances.sample(server));
            bench.warmUp(stamped::sample);
            for (int round = 0; round < bench.settings().rounds(); round++) {
                compliances.run();
                certifications.run();
                stamped.sample();
                samples.add(new Sample(server.residentMegabytes(), 0, Cpu.NONE));
            }
            return Result.of(
                    samples.stream().map(Sample::figure).toList(),
                    List.of(new Result.Side("after each round of load", "MB", samples)));
        }
    }
}
