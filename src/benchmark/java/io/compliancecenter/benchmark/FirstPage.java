package io.compliancecenter.benchmark;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts a program, asks it for a page as soon as it says that it has started, and ends it. */
final class FirstPage {

    /** What Spring Boot writes when a program serves its first page. */
    private static final Pattern STARTED = Pattern.compile("(Started \\w+ in )");

    private FirstPage() {}

    /** Takes the time, in seconds, and the processors' time of the JVM until then. */
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
