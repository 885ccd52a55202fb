package io.compliancecenter.benchmark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Programs of the system that the benchmark needs. */
final class Tools {

    private static final Map<String, String> PACKAGES =
            Map.of("wrk", "wrk", "curl", "curl", "pgbench", "postgresql-contrib");

    private Tools() {}

    /** @throws IllegalStateException that says which package to install */
    static List<String> command(String name) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> List.of(path.toString()))
                .orElseThrow(() -> new IllegalStateException(
                        "The benchmark needs %s: install Debian's package %s, or your system's of that name."
                                .formatted(name, PACKAGES.getOrDefault(name, name))));
    }
}
