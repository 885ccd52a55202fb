package io.compliancecenter.benchmark.server;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** System programs that the benchmark needs. */
public final class Tools {

    private static final Map<String, String> PACKAGES =
            Map.of("wrk", "wrk", "curl", "curl", "pgbench", "postgresql-contrib");

    private Tools() {}

    /** @throws IllegalStateException that says which package to install */
    public static List<String> command(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> List.of(path.toString()))
                .orElseThrow(() -> new IllegalStateException(
                        "The benchmark needs %s: install Debian's package %s, or your system's of that name."
                                .formatted(name, PACKAGES.getOrDefault(name, name))));
    }

    /** Runs a command and returns its output. @throws IllegalStateException with the output if it fails */
    public static String output(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("%s failed: %s".formatted(String.join(" ", command), output));
        }
        return output;
    }

    /** {@code java} of the given JDK, or of the current one. */
    public static String java(@Nullable Path home) {
        Path directory = home == null ? Path.of(System.getProperty("java.home")) : home;
        return directory.resolve("bin").resolve("java").toString();
    }

    /** {@code jcmd} of the current JDK. */
    public static List<String> jcmd(long pid, String... command) {
        Path program = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        return Stream.concat(Stream.of(program.toString(), Long.toString(pid)), Stream.of(command))
                .toList();
    }
}
