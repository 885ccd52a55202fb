package io.compliancecenter.benchmark.scale;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Figures;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Statistics;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import java.util.ArrayList;
import java.util.List;

/** Both tabs of admins of many Organizations, each of whom sees a part of a large catalogue. */
public final class LargeCatalogue implements Comparison {

    /** Each is an admin of another Organization, in other access groups. */
    private static final int PEOPLE = 64;

    private static final Target TABS = Target.atLeast(0.7);
    private static final Target MEMORY = Target.atMost(420).of("MB");

    private final FilledServers servers;

    public LargeCatalogue(FilledServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "scale";
    }

    @Override
    public String what() {
        return "Compliances tab of 64 Organizations in turn, of a catalogue of 1,000 certificates of which each sees a part,"
                + " with 200 access groups, 10,000 Organizations and 5 million entries, requests a second, 16 connections";
    }

    @Override
    public String against() {
        return "a bare servlet in the same JVM that writes the same bytes";
    }

    @Override
    public Target target() {
        return Target.atLeast(0.12);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server full = servers.withCatalogue(bench);
        try (Server server = full.startAnother(bench.packaged().withBareServlet())) {
            List<String> people = new ArrayList<>();
            for (int organization = 0; organization < PEOPLE; organization++) {
                people.add(server.signIn(FillingPlan.email(organization, 0), Filling.PASSWORD));
            }
            Load compliances = load(bench, server, people, "/compliances");
            Load certifications = load(bench, server, people, "/certifications");
            Load bytes = Load.on(server.bareServlet(path(0, "/compliances"), people.get(0)))
                    .header("Cookie", people.get(0))
                    .lasting(bench.settings().duration())
                    .expecting(compliances.answerSize());
            Result tabs = bench.compare(
                    "Certifications tab",
                    () -> certifications.sample(server),
                    "Compliances tab",
                    () -> compliances.sample(server),
                    "requests/s");
            Result page = bench.compare(
                    "Compliances tab",
                    () -> compliances.sample(server),
                    "bare servlet",
                    () -> bytes.sample(server),
                    "requests/s");
            List<Result.Side> sides = new ArrayList<>(page.sides());
            sides.add(tabs.sides().get(0));
            double ratio = Statistics.of(tabs.figures()).median();
            double memory = memory(bench, full, people);
            return Result.of(page.figures(), sides)
                    .with(new Result.Check(
                            "Certifications tab, against the Compliances tab " + TABS,
                            Figures.of(ratio, ""),
                            TABS.reachedBy(ratio)))
                    .with(new Result.Check(
                            "resident memory of a JVM after both tabs " + MEMORY,
                            Figures.of(memory, "MB"),
                            MEMORY.reachedBy(memory)));
        }
    }

    /** Of an instance without the bare servlet. */
    private static double memory(Bench bench, Server full, List<String> people) throws Exception {
        try (Server server = full.startAnother(bench.packaged())) {
            for (String tab : List.of("/compliances", "/certifications")) {
                Load load = load(bench, server, people, tab);
                bench.warmUp(() -> load.sample(server));
            }
            return server.residentMegabytes();
        }
    }

    private static Load load(Bench bench, Server server, List<String> people, String tab) throws Exception {
        List<String> visits = new ArrayList<>();
        for (int organization = 0; organization < people.size(); organization++) {
            visits.add(people.get(organization) + "\t" + path(organization, tab));
        }
        // Pages differ a little in length, by what each Organization sees.
        return Load.on(server.uri())
                .of(visits)
                .lasting(bench.settings().duration())
                .expecting(server.sizeOf(path(0, tab), people.get(0)) * 9 / 10);
    }

    private static String path(int organization, String tab) {
        return "/organizations/" + FillingPlan.slug(organization) + tab;
    }
}
