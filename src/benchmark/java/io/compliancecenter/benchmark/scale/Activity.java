package io.compliancecenter.benchmark.scale;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Load;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.testing.filling.Filling;
import io.compliancecenter.testing.filling.FillingPlan;
import io.compliancecenter.testing.http.Client;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The activity page of a large record: first and hundredth page. */
public final class Activity implements Comparison {

    private static final String PATH = "/activity";
    private static final int PAGE = 50;
    private static final int FAR = 100;

    private final FilledServers servers;

    public Activity(FilledServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "activity";
    }

    @Override
    public String what() {
        return "An Organization's activity at that size, first and hundredth page, median time; the worst of four";
    }

    @Override
    public String against() {
        return "the first page where 100 entries are all that is recorded";
    }

    @Override
    public Target target() {
        return Target.atMost(1.5);
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server full = servers.full(bench);
        Server sparse = servers.sparse(bench);
        Load few = FilledServers.load(bench, sparse, FilledServers.ONLY, PATH).connections(1);
        Map<String, Load> pages = new LinkedHashMap<>();
        for (int organization : List.of(FillingPlan.MEDIUM, FillingPlan.LARGE)) {
            String name = organization == FillingPlan.LARGE ? "large" : "medium";
            pages.put(
                    name + ", first page",
                    FilledServers.load(bench, full, organization, PATH).connections(1));
            long newest = newest(full, organization);
            if (newest > PAGE * FAR) {
                pages.put(
                        name + ", hundredth page",
                        FilledServers.load(
                                        bench, full, organization, PATH + "?before=" + (newest + 1 - PAGE * (FAR - 1)))
                                .connections(1));
            }
        }
        return compare(bench, full, pages, sparse, few);
    }

    private static Result compare(Bench bench, Server full, Map<String, Load> pages, Server sparse, Load few)
            throws Exception {
        List<List<Sample>> samples = IntStream.range(0, pages.size() + 1)
                .<List<Sample>>mapToObj(side -> new ArrayList<>())
                .toList();
        List<Double> ratios = new ArrayList<>();
        for (int round = -1; round < bench.settings().rounds(); round++) {
            Sample base = few.sample(sparse, Load.Outcome::p50);
            List<Sample> taken = new ArrayList<>();
            for (Load page : pages.values()) {
                taken.add(page.sample(full, Load.Outcome::p50));
            }
            // The first round warms up.
            if (round >= 0) {
                samples.get(pages.size()).add(base);
                IntStream.range(0, taken.size())
                        .forEach(side -> samples.get(side).add(taken.get(side)));
                ratios.add(taken.stream().mapToDouble(Sample::figure).max().orElseThrow() / base.figure());
            }
        }
        List<Result.Side> sides = new ArrayList<>();
        pages.keySet().forEach(name -> sides.add(new Result.Side(name, "ms", samples.get(sides.size()))));
        sides.add(new Result.Side("100 entries, first page", "ms", samples.get(pages.size())));
        Result result = Result.of(ratios, sides);
        return pages.size() == 4
                ? result
                : result.note(
                        "The large database was filled to %s of its size: not every Organization has a hundredth page."
                                .formatted(bench.settings().scale()));
    }

    /** The sequence number of the newest entry. */
    private static long newest(Server server, int organization) {
        return Long.parseLong(new Client(server.uri().getPort())
                .signIn(FillingPlan.email(organization, 0), Filling.PASSWORD)
                .get("/organizations/" + FillingPlan.slug(organization) + PATH)
                .html()
                .select(".activity tbody tr")
                .attr("data-sequence"));
    }
}
