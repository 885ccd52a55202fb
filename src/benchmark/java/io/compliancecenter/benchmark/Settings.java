package io.compliancecenter.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for with {@code -Dbenchmark.…}.
 *
 * @param rounds of each comparison
 * @param duration of each measurement
 * @param warmUp for how long each side of a comparison is loaded before it is measured
 * @param only names of the lines to measure; empty for all
 * @param scale of the big database; 1 for its full size
 * @param petclinic jar of spring-petclinic; null if none was given
 * @param java25 home of a JDK 25; null if none was given
 * @param jar the packaged application
 * @param output directory for the page, the figures, and everything that is made meanwhile
 */
record Settings(
        int rounds,
        Duration duration,
        Duration warmUp,
        List<String> only,
        double scale,
        @Nullable Path petclinic,
        @Nullable Path java25,
        Path jar,
        Path output) {

    static Settings ofSystemProperties() {
        return new Settings(
                Integer.parseInt(text("rounds", "5")),
                seconds("seconds", "10"),
                seconds("warm-up", "60"),
                Arrays.stream(text("only", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList(),
                Double.parseDouble(text("scale", "1.0")),
                path("petclinic"),
                path("java25"),
                Path.of(text("jar", "target/compliance-center.jar")).toAbsolutePath(),
                Path.of(text("output", "target/benchmark")).toAbsolutePath());
    }

    private static Duration seconds(String name, String otherwise) {
        return Duration.ofMillis((long) (1000 * Double.parseDouble(text(name, otherwise))));
    }

    private static @Nullable Path path(String name) {
        String path = text(name, "");
        return path.isEmpty() ? null : Path.of(path).toAbsolutePath();
    }

    private static String text(String name, String otherwise) {
        String value = System.getProperty("benchmark." + name, "");
        // What Maven could not fill in stands there as it was written.
        return value.isBlank() || value.startsWith("${") ? otherwise : value;
    }
}
