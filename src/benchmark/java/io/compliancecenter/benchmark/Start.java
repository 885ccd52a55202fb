package io.compliancecenter.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Time to the first page: plain, with a CDS archive, and with an AOT cache. */
final class Start implements Comparison {

    /** What the JVM reuses from an earlier start. */
    enum Kept {
        NOTHING("start", "java -jar", 1.4),
        CDS("start-cds", "with a CDS archive (JDK 17)", 0.85),
        AOT("start-aot", "with an AOT cache (JDK 25)", 0.65);

        final String name;
        final String how;
        private final double target;

        Kept(String name, String how, double target) {
            this.name = name;
            this.how = how;
            this.target = target;
        }
    }

    static final String NO_JAVA_25 = "No JDK 25 was given: -Dbenchmark.java25=DIRECTORY.";

    private final Kept kept;

    Start(Kept kept) {
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
        return Target.atMost(kept.target);
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
            List<String> program = kept == Kept.NOTHING
                    ? plainly
                    : List.of("-jar", bench.packaged().extracted().toString());
            List<String> options = new ArrayList<>(Bench.RECOMMENDED);
            Path archive = directory.resolve("archive");
            // The first start creates the database; the archive is written by the second.
            own(directory, home, Bench.RECOMMENDED, plainly);
            switch (kept) {
                case NOTHING -> {}
                case CDS -> {
                    own(directory, home, with("-XX:ArchiveClassesAtExit=" + archive), program);
                    options.add("-XX:SharedArchiveFile=" + archive);
                }
                case AOT -> {
                    own(directory, home, with("-XX:AOTCacheOutput=" + archive), program);
                    options.add("-XX:AOTCache=" + archive);
                }
            }
            if (kept != Kept.NOTHING && Files.notExists(archive)) {
                throw new IllegalStateException("The JVM wrote no " + archive);
            }
            return new Launch(home, options, program);
        }
    }

    private static List<String> with(String option) {
        List<String> options = new ArrayList<>(Bench.RECOMMENDED);
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
            if (kept != Kept.NOTHING) {
                plain.add(own(directory, home, Bench.RECOMMENDED, plainly));
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
            sides.add(new Result.Side("java -jar, on the same JDK", "s", plain));
        }
        if (!others.isEmpty()) {
            sides.add(new Result.Side("spring-petclinic", "s", others));
        }
        Result result = new Result(ratios, sides, List.of(), List.of(), clinic == null ? PetClinic.NOT_GIVEN : null);
        return plain.isEmpty()
                ? result
                : result.note(String.format(
                        Locale.ROOT,
                        "It takes %.2f of the time that it takes without.",
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
