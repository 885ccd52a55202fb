package io.compliancecenter.benchmark.measurement;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings from {@code -Dbenchmark.…}.
 *
 * @param rounds of each comparison
 * @param duration of each measurement
 * @param warmUp how long each side of a comparison is under load before it is measured
 * @param only names of the lines to measure; empty for all
 * @param scale of the large database; 1 for its full size
 * @param petclinic jar of spring-petclinic; null if none was given
 * @param java25 home of a JDK 25; null if none was given
 * @param jar the packaged application
 * @param output directory for the results and all temporary files
 */
public record Settings(
        int rounds,
        Duration duration,
        Duration warmUp,
        List<String> only,
        double scale,
        @Nullable Path petclinic,
        @Nullable Path java25,
        Path jar,
        Path output) {

    public static Settings ofSystemProperties() {
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
        // Maven leaves placeholders that it cannot resolve.
        return value.isBlank() || value.startsWith("${") ? otherwise : value;
    }
}
