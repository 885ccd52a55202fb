package io.compliancecenter.tracing;

import io.compliancecenter.pdf.ChildJvm;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.tracing.TracedSerials.Find;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Searches an untrusted file for serials in a process of its own, with little memory and limited time. */
final class SerialScanCommand {

    /** Enough for a large file on a slow machine. */
    private static final Duration TIME = Duration.ofMinutes(3);

    private static final String RESULT = "found: ";
    private static final String END = "end";

    private SerialScanCommand() {}

    /** @param file the path of the file */
    public static void main(String[] file) throws IOException {
        PrintStream results = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        new SerialScan(find -> results.println(RESULT + find.serial() + '|' + find.page() + '|' + find.place()))
                .scan(Path.of(file[0]));
        results.println(RESULT + END);
        results.flush();
    }

    /** @throws IOException if the file could not be searched, with a message for the user */
    static TracedSerials scan(Path file) throws IOException {
        Process process = ChildJvm.command(SerialScanCommand.class, List.of(file.toAbsolutePath()))
                .redirectError(Redirect.DISCARD)
                .start();
        CompletableFuture<Void> tooLong = CompletableFuture.runAsync(
                process::destroyForcibly, CompletableFuture.delayedExecutor(TIME.toSeconds(), TimeUnit.SECONDS));
        TracedSerials found = new TracedSerials();
        boolean complete = false;
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals(RESULT + END)) {
                    complete = true;
                } else if (line.startsWith(RESULT)) {
                    String[] words = line.substring(RESULT.length()).split("\\|", 3);
                    Serial.parse(words[0])
                            .ifPresent(serial -> found.add(new Find(serial, words[2], Integer.parseInt(words[1]))));
                }
            }
        } finally {
            tooLong.cancel(false);
            process.destroyForcibly();
        }
        if (!complete && found.serials().isEmpty()) {
            throw new IOException("it could not be searched with %d MiB of memory in %d s"
                    .formatted(ChildJvm.MEBIBYTES, TIME.toSeconds()));
        }
        return found;
    }
}
