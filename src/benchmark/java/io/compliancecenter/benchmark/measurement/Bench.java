package io.compliancecenter.benchmark.measurement;

import io.compliancecenter.benchmark.server.Packaged;
import io.compliancecenter.benchmark.server.RecommendedOptions;
import io.compliancecenter.benchmark.server.Server;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** Shared by all comparisons: settings, directories, and a server. */
public final class Bench implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** The share of one processor that the JIT compilers may still use when measuring starts. */
    private static final double COMPILED = 0.05;

    /** The share by which a rate has to rise to count as higher. */
    private static final double RISE = 0.02;

    private final Settings settings;
    private final Packaged packaged;
    private @Nullable Server server;

    public Bench(Settings settings) throws IOException, InterruptedException {
        this.settings = settings;
        this.packaged = Packaged.extract(settings.jar(), settings.output());
    }

    public Settings settings() {
        return settings;
    }

    /** The packaged application. */
    public Packaged packaged() {
        return packaged;
    }

    /** The shared server with the demo's catalogue. The first call starts it. */
    public Server server() throws IOException, InterruptedException {
        if (server == null) {
            server = Server.start(
                    packaged, new Server.Options(emptyDirectory("demo"), RecommendedOptions.JVM, List.of()));
        }
        return server;
    }

    /** An empty directory of that name. */
    public Path emptyDirectory(String name) throws IOException {
        Path directory = directory(name);
        FileSystemUtils.deleteRecursively(directory);
        return directory;
    }

    /** A directory of that name, with its content from earlier runs. */
    public Path directory(String name) {
        return settings.output().resolve("data").resolve(name);
    }

    /** The standard load: one user in one session. */
    public Load load(Server on, String path, String cookie) {
        return Load.on(on.uri().resolve(path)).header("Cookie", cookie).lasting(settings.duration());
    }

    /** The standard load with one session per connection; answers must be as long as the page. */
    public Load load(Server on, String path) throws IOException, InterruptedException {
        return Load.on(on.uri().resolve(path))
                .of(on.sessions())
                .lasting(settings.duration())
                .expecting(on.sizeOf(path, on.sessions().get(0)));
    }

    /**
     * Measures two things in turn for several rounds, after warming up each.
     *
     * @return the ratio of {@code a} to {@code b} in each round
     */
    public Result compare(String nameOfA, Sample.Taking a, String nameOfB, Sample.Taking b, String unit)
            throws Exception {
        warmUp(a);
        warmUp(b);
        List<Sample> samplesOfA = new ArrayList<>();
        List<Sample> samplesOfB = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < settings.rounds(); round++) {
            samplesOfA.add(a.take());
            samplesOfB.add(b.take());
            ratios.add(samplesOfA.get(round).figure() / samplesOfB.get(round).figure());
        }
        return Result.of(
                ratios,
                List.of(new Result.Side(nameOfA, unit, samplesOfA), new Result.Side(nameOfB, unit, samplesOfB)));
    }

    /**
     * Discards samples until the warm-up time is over, the server's JIT compilers are idle, and the rate has not risen in the last
     * third of the time. Code that runs less often is compiled later: where a page takes a minute, an acceptance takes several.
     */
    public void warmUp(Sample.Taking side) throws Exception {
        long start = System.nanoTime();
        long end = start + settings.warmUp().toNanos();
        long patience = start + PATIENCE.toNanos();
        double best = 0;
        long rose = start;
        while (true) {
            try {
                long began = System.nanoTime();
                Sample sample = side.take();
                long now = System.nanoTime();
                double rate = sample.requests() * 1e9 / (now - began);
                if (rate > best * (1 + RISE)) {
                    best = rate;
                    rose = now;
                }
                double compiling = sample.cpu().compilers() * 1e9 / (now - began);
                boolean steady = compiling < COMPILED && now - rose > (now - start) / 3;
                if (now > end && (steady || now > patience)) {
                    System.out.printf("Warmed up in %.0f s%n", (now - start) / 1e9);
                    return;
                }
            } catch (IllegalStateException cold) {
                // A server that was just started may be too slow for this many connections; later failures count.
                if (System.nanoTime() > patience) {
                    throw cold;
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
