package io.compliancecenter.benchmark.start;

import io.compliancecenter.benchmark.measurement.Sample;
import io.compliancecenter.benchmark.server.Cpu;
import io.compliancecenter.benchmark.server.PetClinic;
import io.compliancecenter.benchmark.server.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts a program, requests a page once it logs that it has started, and stops it. */
final class FirstPage {

    /** Spring Boot's log line after the start. */
    private static final Pattern STARTED = Pattern.compile("(Started \\w+ in )");

    private FirstPage() {}

    /** Measures the time to the first page in seconds, and the JVM's CPU time. */
    static Sample of(
            Path directory,
            @Nullable Path home,
            List<String> jvm,
            List<String> program,
            List<String> arguments,
            String page)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        int port = PetClinic.freePort();
        List<String> all = new ArrayList<>(arguments);
        all.add("--server.port=" + port);
        URI uri = URI.create("http://localhost:" + port + page);
        long start = System.nanoTime();
        try (ServerProcess process = ServerProcess.start(directory, home, jvm, program, all)) {
            process.await(STARTED);
            try (var body = uri.toURL().openStream()) {
                body.readAllBytes();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Sample(seconds, 1, Cpu.ofJvm(process.pid()));
        }
    }
}
