package io.compliancecenter.benchmark;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** What every comparison has at hand. */
final class Bench implements AutoCloseable {

    /** The JVM's options that the README recommends; everything is measured with them unless it says otherwise. */
    static final List<String> RECOMMENDED = List.of("-XX:+UseSerialGC", "-Xmx160m", "-XX:TrimNativeHeapInterval=30000");

    /**
     * The same for the C library: with an arena for each thread, it keeps tens of megabytes that nobody uses.
     */
    static final Map<String, String> RECOMMENDED_ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Of one processor, what the compilers may still take when it is measured. */
    private static final double COMPILED = 0.05;

    private final Settings settings;
    private final Packaged packaged;
    private @Nullable Server server;

    Bench(Settings settings) throws IOException, InterruptedException {
        this.settings = settings;
        this.packaged = Packaged.extract(settings.jar(), settings.output());
    }

    Settings settings() {
        return settings;
    }

    /** The application that is measured. */
    Packaged packaged() {
        return packaged;
    }

    /** The server with the demo's catalogue that comparisons share. It is started when it is first asked for. */
    Server server() throws IOException, InterruptedException {
        if (server == null) {
            server = Server.start(this, new Server.Options(emptyDirectory("demo"), RECOMMENDED, List.of()));
        }
        return server;
    }

    /** A directory of that name, with nothing in it. */
    Path emptyDirectory(String name) throws IOException {
        Path directory = directory(name);
        FileSystemUtils.deleteRecursively(directory);
        return directory;
    }

    /** A directory of that name, with what an earlier run left there. */
    Path directory(String name) {
        return settings.output().resolve("data").resolve(name);
    }

    /** A load as long and with as many connections as is measured with, of one person in one session. */
    Load load(Server on, String path, String cookie) {
        return Load.on(on.uri().resolve(path)).header("Cookie", cookie).lasting(settings.duration());
    }

    /** The same, of as many sessions as there are connections, and of answers that are as long as the page is. */
    Load load(Server on, String path) throws IOException, InterruptedException {
        return Load.on(on.uri().resolve(path))
                .of(on.sessions())
                .lasting(settings.duration())
                .expecting(on.sizeOf(path, on.sessions().get(0)));
    }

    /**
     * Measures two things in turn, several rounds, after each was warmed up.
     *
     * @return with a ratio for each round, {@code a} divided by {@code b}
     */
    Result compare(String nameOfA, Sample.Taking a, String nameOfB, Sample.Taking b, String unit) throws Exception {
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
     * Takes samples that do not count until the time for that is over, and the server's compilers have done: on few processors
     * they take from what is measured. The less often something is done, the longer it takes until it is compiled.
     */
    void warmUp(Sample.Taking side) throws Exception {
        long start = System.nanoTime();
        long end = start + settings.warmUp().toNanos();
        long patience = start + PATIENCE.toNanos();
        while (true) {
            try {
                long began = System.nanoTime();
                Sample sample = side.take();
                long now = System.nanoTime();
                double compiling = sample.cpu().compilers() * 1e9 / (now - began);
                if (now > end && (compiling < COMPILED || now > patience)) {
                    return;
                }
            } catch (IllegalStateException cold) {
                // A server that has just been started may be too slow for so many at once. It must not stay so.
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
