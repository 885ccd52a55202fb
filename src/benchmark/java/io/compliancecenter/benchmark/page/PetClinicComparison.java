package io.compliancecenter.benchmark.page;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.PetClinic;
import io.compliancecenter.benchmark.server.Server;
import java.nio.file.Path;

/** The Compliances tab, compared with a page of spring-petclinic. */
public final class PetClinicComparison implements Comparison {

    @Override
    public String name() {
        return "petclinic";
    }

    @Override
    public String what() {
        return "Compliances tab, signed in, requests a second, 16 connections";
    }

    @Override
    public String against() {
        return "spring-petclinic's /vets.html, as its users run it";
    }

    @Override
    public Target target() {
        return Target.atLeast(6);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Path jar = bench.settings().petclinic();
        if (jar == null) {
            return Result.notMeasured(PetClinic.NOT_GIVEN);
        }
        Server server = bench.server();
        Load page = bench.load(server, Pages.COMPLIANCES);
        try (PetClinic clinic = PetClinic.start(jar, bench.emptyDirectory("petclinic"))) {
            Load vets = Load.on(clinic.uri().resolve("/vets.html"))
                    .lasting(bench.settings().duration());
            return bench.compare(
                    "the page",
                    () -> page.sample(server),
                    "/vets.html",
                    () -> {
                        Cpu before = Cpu.ofJvm(clinic.pid());
                        Load.Outcome outcome = vets.run();
                        return new Sample(
                                outcome.requestsPerSecond(),
                                outcome.requests(),
                                Cpu.ofJvm(clinic.pid()).minus(before));
                    },
                    "requests/s");
        }
    }
}
