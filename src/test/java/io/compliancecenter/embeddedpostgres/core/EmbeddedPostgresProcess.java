package io.compliancecenter.embeddedpostgres.core;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;

/** {@link EmbeddedPostgresMain} in a JVM of its own. */
final class EmbeddedPostgresProcess implements AutoCloseable {

    private final Process process;

    private EmbeddedPostgresProcess(Process process) {
        this.process = process;
    }

    static EmbeddedPostgresProcess launch(Path directory) throws IOException {
        return new EmbeddedPostgresProcess(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedPostgresMain.class.getName(),
                        directory.toString())
                .redirectErrorStream(true)
                .start());
    }

    /** Waits until PostgreSQL runs ({@code started}, with its URL) or not ({@code refused}, with the reason). */
    String answer() throws IOException {
        BufferedReader output = process.inputReader();
        StringBuilder others = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("started ") || line.startsWith("refused ")) {
                return line;
            }
            others.append(line).append('\n');
        }
        throw new AssertionError("The process ended without an answer: " + others);
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Kills it, so that it has no chance to stop PostgreSQL. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
