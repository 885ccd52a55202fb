package io.compliancecenter.evidence.checkpoint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The program that people check signatures with who trust no other. */
public final class Openssl {

    private Openssl() {}

    /** Tests that need it are skipped where it is not, or knows no Ed25519 yet. */
    public static void assumeInstalled() throws InterruptedException {
        String version;
        try {
            version = run(Path.of("."), "version").output();
        } catch (IOException missing) {
            version = "no openssl at all";
        }
        Assumptions.assumeTrue(version.startsWith("OpenSSL 3"), "Needs openssl 3 on the path; there is " + version);
    }

    public record Result(int status, String output) {}

    public static Result run(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
