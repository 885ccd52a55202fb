package io.compliancecenter.benchmark.start;

import io.compliancecenter.benchmark.measurement.Bench;
import io.compliancecenter.benchmark.measurement.Comparison;
import io.compliancecenter.benchmark.measurement.Result;
import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.measurement.Target;
import io.compliancecenter.benchmark.server.PetClinic;
import io.compliancecenter.benchmark.server.RecommendedOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Time to the first page: from the jar, unpacked, and processed ahead of time with a CDS archive or an AOT cache too. */
public final class Start implements Comparison {

    /** What was done before the start. */
    public enum Kept {
        NOTHING("start-jar", "from the jar as it is built", Target.atLeast(0)),
        CLASSES("start", "from the unpacked jar", Target.atMost(1.4)),
        CDS(
                "start-cds",
                "unpacked, processed ahead of time by Spring, with a CDS archive (JDK 17)",
                Target.atMost(0.85)),
        AOT(
                "start-aot",
                "unpacked, processed ahead of time by Spring, with an AOT cache (JDK 25)",
                Target.atMost(0.65));

        final String name;
        final String how;
        private final Target target;

        Kept(String name, String how, Target target) {
            this.name = name;
            this.how = how;
            this.target = target;
        }
    }

    static final String NO_JAVA_25 = "No JDK 25 was given: -Dbenchmark.java25=DIRECTORY.";

    private final Kept kept;

    public Start(Kept kept) {
        this.kept = kept;
    }

    @Override
    public String name() {
        return kept.name;
    }

    @Override
    public String what() {
        return "time to the first page served, warm data directory, " + kept.how;
    }

    @Override
    public String against() {
        return "spring-petclinic's, with its database in memory";
    }

    @Override
    public Target target() {
        return kept.target;
    }

    @Override
    public Result measure(Bench bench) throws Exception {
        if (kept == Kept.AOT && bench.settings().java25() == null) {
            return Result.notMeasured(NO_JAVA_25);
        }
        Path directory = bench.emptyDirectory(kept.name);
        return compare(bench, directory, Launch.prepare(kept, directory, bench));
    }

    /**
     * How a program is started.
     *
     * @param home of the JDK; null for the current one
     * @param options of the JVM
     * @param program the arguments of {@code java}
     */
    record Launch(@Nullable Path home, List<String> options, List<String> program) {

        /** Starts the application until its database exists and the JVM has written its archive. */
        static Launch prepare(Kept kept, Path directory, Bench bench) throws IOException, InterruptedException {
            Path home = kept == Kept.AOT ? bench.settings().java25() : null;
            List<String> plainly = List.of("-jar", bench.settings().jar().toString());
            List<String> program = List.of("-jar", bench.packaged().extracted().toString());
            // The first start creates the database; the archive is written by the second.
            own(directory, home, RecommendedOptions.JVM, plainly);
            if (kept == Kept.NOTHING || kept == Kept.CLASSES) {
                return new Launch(home, RecommendedOptions.JVM, kept == Kept.NOTHING ? plainly : program);
            }
            List<String> options = new ArrayList<>(RecommendedOptions.PROCESSED);
            Path archive = directory.resolve("archive");
            if (kept == Kept.CDS) {
                own(directory, home, with("-XX:ArchiveClassesAtExit=" + archive), program);
                options.add("-XX:SharedArchiveFile=" + archive);
            } else {
                own(directory, home, with("-XX:AOTCacheOutput=" + archive), program);
                options.add("-XX:AOTCache=" + archive);
            }
            if (Files.notExists(archive)) {
                throw new IllegalStateException("The JVM wrote no " + archive);
            }
            return new Launch(home, options, program);
        }
    }

    private static List<String> with(String option) {
        List<String> options = new ArrayList<>(RecommendedOptions.PROCESSED);
        options.add(option);
        return options;
    }

    private Result compare(Bench bench, Path directory, Launch launch) throws IOException, InterruptedException {
        Path home = launch.home();
        List<String> plainly = List.of("-jar", bench.settings().jar().toString());
        Path clinic = bench.settings().petclinic();
        List<Sample> own = new ArrayList<>();
        List<Sample> plain = new ArrayList<>();
        List<Sample> others = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < bench.settings().rounds(); round++) {
            own.add(own(directory, home, launch.options(), launch.program()));
            if (kept == Kept.CDS || kept == Kept.AOT) {
                plain.add(own(directory, home, RecommendedOptions.JVM, plainly));
            }
            if (clinic != null) {
                others.add(FirstPage.of(
                        bench.directory("petclinic-start"),
                        home,
                        List.of(),
                        List.of("-jar", clinic.toString()),
                        List.of(),
                        "/"));
                ratios.add(own.get(round).figure() / others.get(round).figure());
            }
        }
        List<Result.Side> sides = new ArrayList<>(List.of(new Result.Side(kept.how, "s", own)));
        if (!plain.isEmpty()) {
            sides.add(new Result.Side("from the jar, on the same JDK", "s", plain));
        }
        if (!others.isEmpty()) {
            sides.add(new Result.Side("spring-petclinic", "s", others));
        }
        Result result = new Result(ratios, sides, List.of(), List.of(), clinic == null ? PetClinic.NOT_GIVEN : null);
        return plain.isEmpty()
                ? result
                : result.note(String.format(
                        Locale.ROOT,
                        "It takes %.2f of the time that it takes from the jar.",
                        sides.get(0).figures().median() / sides.get(1).figures().median()));
    }

    private static Sample own(Path directory, @Nullable Path home, List<String> options, List<String> program)
            throws IOException, InterruptedException {
        return FirstPage.of(
                directory,
                home,
                options,
                program,
                List.of("--compliance-center.embedded-database.directory=" + directory.resolve("postgresql")),
                "/sign-in");
    }
}
