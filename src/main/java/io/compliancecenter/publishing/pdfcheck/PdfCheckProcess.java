package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.pdf.ChildJvm;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** A process that runs {@link PdfCheckCommand}. */
final class PdfCheckProcess implements Closeable {

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);
    private static final String SIMPLER = "print it to a PDF, or publish it in parts, each as a certificate of its own";

    private final Process process;
    private final BufferedReader output;
    private final Path temporary;
    private volatile boolean tookTooLong;

    /** The part of a document that is tried; empty if it cannot be told. */
    private String tried = "";

    private PdfCheckProcess(Process process, Path temporary) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.temporary = temporary;
    }

    /**
     * Starts checking the files.
     *
     * @throws IOException if the process does not come up
     */
    static PdfCheckProcess start(List<Path> files) throws IOException {
        Path temporary = Files.createTempDirectory(files.get(0).getParent(), "pdf-check-");
        Path errors = temporary.resolve("errors.log");
        PdfCheckProcess started = new PdfCheckProcess(
                ChildJvm.command(PdfCheckCommand.class, temporary, files)
                        .redirectError(errors.toFile())
                        .start(),
                temporary);
        if (!started.answer(TIME_TO_START).equals(PdfCheckCommand.READY)) {
            String why = new String(Files.readAllBytes(errors), StandardCharsets.UTF_8).strip();
            started.close();
            throw new IOException("the process that checks PDFs did not start: " + why);
        }
        return started;
    }

    /** The next answer; empty if none comes in that time, and none will. */
    String answer(Duration timeout) {
        CompletableFuture<Void> end = CompletableFuture.runAsync(
                this::endForTime, CompletableFuture.delayedExecutor(timeout.toMillis(), TimeUnit.MILLISECONDS));
        tried = "";
        try {
            String line = output.readLine();
            // The virtual machine itself writes there too, as when it runs out of memory.
            while (line != null && !line.startsWith(PdfCheckCommand.ANSWER)) {
                if (line.startsWith(PdfCheckCommand.PROGRESS)) {
                    tried = line.substring(PdfCheckCommand.PROGRESS.length());
                }
                line = output.readLine();
            }
            return line == null ? "" : line.substring(PdfCheckCommand.ANSWER.length());
        } catch (IOException ended) {
            return "";
        } finally {
            end.cancel(false);
        }
    }

    private void endForTime() {
        tookTooLong = true;
        process.destroyForcibly();
    }

    /** After the last answer: whether the process ended for want of memory. */
    boolean ranOutOfMemory() {
        return !tookTooLong && process.onExit().join().exitValue() == ChildJvm.OUT_OF_MEMORY;
    }

    /** After the last answer: why the file whose turn it was was not checked, as the end of a sentence. */
    String objection(Duration timeout) {
        int status = process.onExit().join().exitValue();
        if (tookTooLong) {
            return "could not be checked within " + timeout.toSeconds() + " s"
                    + (tried.isEmpty() ? "" : " (it ended at " + tried + ")") + "; " + SIMPLER;
        }
        if (ranOutOfMemory() && !tried.isEmpty()) {
            return "cannot be checked and stamped with the memory of a small server, because of " + tried + "; "
                    + SIMPLER;
        }
        return ranOutOfMemory()
                ? "could not be checked with " + ChildJvm.MEBIBYTES + " MiB of memory; " + SIMPLER
                : "could not be checked, because the check ended with status " + status + "; " + SIMPLER;
    }

    /** Ends the process, and deletes its temporary files: fonts that it has no time to delete itself. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().join();
        output.close();
        FileSystemUtils.deleteRecursively(temporary);
    }
}
