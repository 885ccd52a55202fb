package io.compliancecenter.benchmark.scale;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Statistics;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.testing.http.Client;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The pages of the vendor's desk with a large catalogue, many customers and a large record. */
public final class DeskPages implements Comparison {

    private static final String EDITOR = "editor@vendor.example";
    private static final String PASSWORD = "compliance-demo";

    private static final int VISITS = 5;

    private static final List<String> PAGES = List.of(
            "/desk",
            "/desk/catalogue",
            "/desk/catalogue/CERTIFICATION/order",
            "/desk/catalogue/certifications/attestation-2/edit",
            "/desk/catalogue/certifications/attestation-2/certificates",
            "/desk/drafts",
            "/desk/customers",
            "/desk/customers?q=07",
            "/desk/agreements",
            "/desk/groups",
            "/desk/groups/group-7",
            "/desk/requests",
            "/desk/rules",
            "/desk/downloads",
            "/desk/downloads?organization=customer-00500",
            "/desk/downloads?person=nobody",
            "/desk/downloads/superseded",
            "/desk/downloads/terms",
            "/desk/terms",
            "/desk/withdrawn",
            "/desk/folder");

    private final FilledServers servers;

    public DeskPages(FilledServers servers) {
        this.servers = servers;
    }

    @Override
    public String name() {
        return "desk";
    }

    @Override
    public String what() {
        return "pages of the vendor's desk at that size, median time, the worst of them";
    }

    @Override
    public String against() {
        return "nothing";
    }

    @Override
    public Target target() {
        return Target.atMost(1000).of("ms");
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        Server server = servers.withCatalogue(bench);
        Client editor = new Client(server.uri().getPort()).signIn(EDITOR, PASSWORD);
        List<String> pages = new ArrayList<>(PAGES);
        String draft = first(editor, "/desk/drafts", "main a[href*=/desk/drafts/]");
        String customer = first(editor, "/desk/customers", "main a[href~=/desk/customers/[0-9a-f]+-]");
        pages.add(customer);
        pages.add(draft);
        pages.add(draft + "/preview" + customer.substring(customer.lastIndexOf('/')) + "/certifications");
        Map<String, List<Sample>> samples = new LinkedHashMap<>();
        List<Double> worst = new ArrayList<>();
        // The first round warms up.
        for (int round = -1; round < bench.settings().rounds(); round++) {
            List<Sample> taken = new ArrayList<>();
            for (String page : pages) {
                taken.add(sample(server, editor, page));
            }
            if (round >= 0) {
                for (int page = 0; page < pages.size(); page++) {
                    samples.computeIfAbsent(pages.get(page), name -> new ArrayList<>())
                            .add(taken.get(page));
                }
                worst.add(taken.stream().mapToDouble(Sample::figure).max().orElseThrow());
            }
        }
        return Result.of(
                worst,
                samples.entrySet().stream()
                        .map(page -> new Result.Side(named(page.getKey()), "ms", page.getValue()))
                        .toList());
    }

    /** The median of a few visits, in milliseconds. */
    private static Sample sample(Server server, Client editor, String page) throws IOException {
        Cpu before = Cpu.of(server);
        List<Double> times = new ArrayList<>();
        for (int visit = 0; visit < VISITS; visit++) {
            long start = System.nanoTime();
            int status = editor.get(page).status();
            times.add((System.nanoTime() - start) / 1e6);
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IllegalStateException(page + " answers " + status);
            }
        }
        return new Sample(Statistics.of(times).median(), VISITS, Cpu.of(server).minus(before));
    }

    private static String first(Client client, String page, String selector) {
        String address = Objects.requireNonNull(client.get(page).html().selectFirst(selector), selector)
                .absUrl("href");
        return URI.create(address).getPath();
    }

    /** Without the ids, which differ each time. */
    private static String named(String page) {
        return page.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "…");
    }
}
