package io.compliancecenter.benchmark.measurement;

import io.compliancecenter.benchmark.measurement.Load.Outcome;
import io.compliancecenter.benchmark.server.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Runs wrk with one of the benchmark's scripts. */
public final class Wrk {

    private Wrk() {}

    /**
     * Runs wrk once.
     *
     * @param script among the benchmark's resources
     * @param lines the script's input; empty if it needs none
     * @param options of wrk
     */
    public static Outcome run(String script, List<String> lines, URI target, List<String> options)
            throws IOException, InterruptedException {
        Path whole = Files.createTempFile("wrk", ".lua");
        Path list = Files.createTempFile("wrk", ".txt");
        try {
            append(whole, script);
            append(whole, "result.lua");
            // One thread of wrk is faster than any server here, and leaves the other processor free.
            List<String> command = new ArrayList<>(Tools.command("wrk"));
            command.addAll(List.of("--threads", "1", "--script", whole.toString()));
            command.addAll(options);
            command.add(target.toString());
            if (!lines.isEmpty()) {
                Files.write(list, lines);
                command.addAll(List.of("--", list.toString()));
            }
            return parse(Tools.output(command));
        } finally {
            Files.delete(whole);
            Files.delete(list);
        }
    }

    private static void append(Path script, String resource) throws IOException {
        try (InputStream source = Wrk.class.getResourceAsStream("/benchmark/" + resource)) {
            Files.write(script, source.readAllBytes(), StandardOpenOption.APPEND);
        }
    }

    private static Outcome parse(String output) {
        String[] fields = output.lines()
                .filter(line -> line.startsWith("RESULT "))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("wrk said: " + output))
                .split(" ");
        return new Outcome(
                Long.parseLong(fields[1]),
                Double.parseDouble(fields[2]),
                Long.parseLong(fields[3]),
                Long.parseLong(fields[4]),
                Double.parseDouble(fields[5]),
                Double.parseDouble(fields[6]),
                Double.parseDouble(fields[7]),
                Double.parseDouble(fields[8]));
    }
}
