package io.compliancecenter.benchmark.start;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.PetClinic;
import io.compliancecenter.benchmark.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Pages a second in the first ten seconds after a start, while the JVM is still compiling. */
public final class ColdStart implements Comparison {

    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Pattern STARTED = Pattern.compile("(Started \\w+ in )");

    @Override
    public String name() {
        return "cold-start";
    }

    @Override
    public String what() {
        return "sign-in pages a second over 16 connections, in the first ten seconds after a start from the jar";
    }

    @Override
    public String against() {
        return "the same unpacked, and processed ahead of time with a CDS archive or an AOT cache";
    }

    /** No target: the figures are informative. */
    @Override
    public Target target() {
        return Target.atLeast(0).of("pages/s");
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        List<Result.Side> sides = new ArrayList<>();
        for (Start.Kept kept : Start.Kept.values()) {
            if (kept != Start.Kept.AOT || bench.settings().java25() != null) {
                sides.add(side(bench, kept));
            }
        }
        Result result =
                Result.of(sides.get(0).samples().stream().map(Sample::figure).toList(), sides);
        return bench.settings().java25() == null ? result.note(Start.NO_JAVA_25) : result;
    }

    private Result.Side side(Bench bench, Start.Kept kept) throws IOException, InterruptedException {
        Path directory = bench.emptyDirectory(name() + "-" + kept.name);
        Start.Launch launch = Start.Launch.prepare(kept, directory, bench);
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            samples.add(sample(directory, launch));
        }
        return new Result.Side(kept.how, "pages/s", samples);
    }

    private static Sample sample(Path directory, Start.Launch launch) throws IOException, InterruptedException {
        int port = PetClinic.freePort();
        List<String> arguments = List.of(
                "--compliance-center.embedded-database.directory=" + directory.resolve("postgresql"),
                "--server.port=" + port);
        try (ServerProcess process =
                ServerProcess.start(directory, launch.home(), launch.options(), launch.program(), arguments)) {
            process.await(STARTED);
            Load.Outcome outcome = Load.on(URI.create("http://localhost:" + port + "/sign-in"))
                    .lasting(FIRST)
                    .run();
            return new Sample(outcome.requestsPerSecond(), outcome.requests(), Cpu.ofJvm(process.pid()));
        }
    }
}
