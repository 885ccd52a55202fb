package io.compliancecenter.benchmark;

import io.compliancecenter.benchmark.download.AcceptanceToPermit;
import io.compliancecenter.benchmark.download.Memory;
import io.compliancecenter.benchmark.download.SlowReadersComparison;
import io.compliancecenter.benchmark.download.StampedDownload;
import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Settings;
import io.compliancecenter.benchmark.page.CertificationsTab;
import io.compliancecenter.benchmark.page.CompliancesTab;
import io.compliancecenter.benchmark.page.PetClinicComparison;
import io.compliancecenter.benchmark.page.TailLatency;
import io.compliancecenter.benchmark.report.Json;
import io.compliancecenter.benchmark.report.Line;
import io.compliancecenter.benchmark.report.Machine;
import io.compliancecenter.benchmark.report.Page;
import io.compliancecenter.benchmark.report.Table;
import io.compliancecenter.benchmark.scale.Activity;
import io.compliancecenter.benchmark.scale.DeskPages;
import io.compliancecenter.benchmark.scale.FilledServers;
import io.compliancecenter.benchmark.scale.Growth;
import io.compliancecenter.benchmark.scale.LargeCatalogue;
import io.compliancecenter.benchmark.scale.VerifyDatabase;
import io.compliancecenter.benchmark.start.ColdStart;
import io.compliancecenter.benchmark.start.Start;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Measures the packaged application, and writes the results as a table, an HTML page and JSON. */
final class Benchmark {

    private static final FilledServers FILLED = new FilledServers();

    /** The lines of the table, in order. */
    static final List<Comparison> COMPARISONS = List.of(
            new CompliancesTab(),
            new PetClinicComparison(),
            new TailLatency(),
            new CertificationsTab(),
            new StampedDownload(),
            new SlowReadersComparison(),
            new Start(Start.Kept.NOTHING),
            new Start(Start.Kept.CLASSES),
            new Start(Start.Kept.CDS),
            new Start(Start.Kept.AOT),
            new ColdStart(),
            new Memory(),
            // Last, because their servers keep running.
            new Growth(FILLED),
            new Activity(FILLED),
            new AcceptanceToPermit(FILLED),
            new VerifyDatabase(FILLED),
            // They add to the large database.
            new LargeCatalogue(FILLED),
            new DeskPages(FILLED));

    private Benchmark() {}

    public static void main(String[] arguments) throws Exception {
        Settings settings = Settings.ofSystemProperties();
        Machine machine = Machine.now();
        List<Comparison> chosen = chosen(settings.only());
        List<Line> lines = new ArrayList<>();
        Files.createDirectories(settings.output());
        try (Bench bench = new Bench(settings)) {
            for (Comparison comparison : chosen) {
                System.out.println("Measuring: " + comparison.name());
                lines.add(new Line(comparison, measured(comparison, bench)));
                // After each line, so that an interrupted run keeps what it has measured.
                Files.writeString(settings.output().resolve("results.json"), Json.of(machine, lines));
                Files.writeString(settings.output().resolve("index.html"), Page.of(machine, lines));
            }
        }
        System.out.println();
        System.out.println(machine);
        System.out.println();
        System.out.println(Table.of(lines));
        System.out.println("Also in " + settings.output().resolve("index.html"));
    }

    /** A failed comparison misses its target and does not stop the others. */
    private static Result measured(Comparison comparison, Bench bench) throws Exception {
        try {
            return comparison.measure(bench);
        } catch (IllegalStateException failure) {
            failure.printStackTrace();
            return Result.notMeasured("It failed: "
                    + String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static List<Comparison> chosen(List<String> only) {
        Set<String> names = COMPARISONS.stream().map(Comparison::name).collect(Collectors.toSet());
        for (String name : only) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("There is no line '%s', but: %s".formatted(name, names));
            }
        }
        return COMPARISONS.stream()
                .filter(comparison -> only.isEmpty() || only.contains(comparison.name()))
                .toList();
    }
}
