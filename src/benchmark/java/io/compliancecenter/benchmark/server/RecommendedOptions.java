package io.compliancecenter.benchmark.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What {@code docs/operation.md} recommends for a small machine. */
public final class RecommendedOptions {

    /** The file of the recommended JVM options. */
    public static final Path FILE = Path.of("deploy", "small-machine.options");

    /** The recommended JVM options, used unless a comparison says otherwise. */
    public static final List<String> JVM = options();

    /** The same, for an application that Spring has processed ahead of time. */
    public static final List<String> PROCESSED =
            Stream.concat(JVM.stream(), Stream.of("-Dspring.aot.enabled=true")).toList();

    /**
     * The recommended environment: with one arena per thread, the C library keeps tens of megabytes of unused memory.
     */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private RecommendedOptions() {}

    private static List<String> options() {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.filter(line -> !line.startsWith("#")).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
