package io.compliancecenter.benchmark.scale;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.RecommendedOptions;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.benchmark.server.Tools;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The speed of {@code verify --database} on a large record. */
public final class VerifyDatabase implements Comparison {

    private final FilledServers servers;

    public VerifyDatabase(FilledServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public String what() {
        return "verify --database, entries of the record a second, the start of the command included";
    }

    @Override
    public String against() {
        return "nothing";
    }

    @Override
    public Target target() {
        return Target.atLeast(40_000).of("entries/s");
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = servers.full(bench);
        List<String> command = new ArrayList<>(List.of(Tools.java(null)));
        command.addAll(RecommendedOptions.JVM);
        command.addAll(List.of("-jar", bench.settings().jar().toString(), "verify", "--database"));
        command.addAll(server.databaseArguments());
        long entries = JdbcClient.create(server.superuser())
                .sql("select count(*) from evidence_entry")
                .query(Long.class)
                .single();
        List<Sample> samples = new ArrayList<>();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            Cpu before = Cpu.of(server);
            double children = Cpu.secondsOfEndedChildren();
            long start = System.nanoTime();
            Tools.output(command);
            double seconds = (System.nanoTime() - start) / 1e9;
            samples.add(new Sample(
                    entries / seconds,
                    entries,
                    new Cpu(
                            Cpu.secondsOfEndedChildren() - children,
                            0,
                            Cpu.of(server).minus(before).postgres())));
        }
        return Result.of(
                        samples.stream().map(Sample::figure).toList(),
                        List.of(new Result.Side("verify --database", "entries/s", samples)))
                .note("The record had %,d entries. CPU time is per entry.".formatted(entries));
    }
}
