package io.compliancecenter.benchmark.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The machine and the time of the measurement.
 *
 * @param load average over the minute before the measurement: above 1, other programs were running
 */
public record Machine(String time, String java, int processors, String system, double load) {

    public static Machine now() throws IOException {
        return new Machine(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.version"),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                Double.parseDouble(Files.readString(Path.of("/proc/loadavg")).split(" ")[0]));
    }

    @Override
    public String toString() {
        return "%s, %s, %d processors, %s, load average before: %s".formatted(time, java, processors, system, load);
    }
}
