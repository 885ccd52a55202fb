package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.pdf.ChildJvm;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A process that runs {@link PdfCheckCommand}. */
final class PdfCheckProcess implements Closeable {

    private static final Duration TIME_TO_START = Duration.ofSeconds(60);

    /** Stands for the end of the lines: the process is gone, or was ended because it took too long. */
    private static final String END = "";

    private final Process process;
    private final Path temporary;
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private boolean tookTooLong;

    private PdfCheckProcess(Process process, Path temporary) {
        this.process = process;
        this.temporary = temporary;
        Thread reader = new Thread(this::readLines, "pdf-check");
        reader.setDaemon(true);
        reader.start();
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
        if (!started.line(TIME_TO_START).equals(PdfCheckCommand.READY)) {
            String why = beginningOf(errors);
            started.close();
            throw new IOException("the process that checks PDFs did not start: " + why);
        }
        return started;
    }

    private static String beginningOf(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(1000), StandardCharsets.UTF_8).strip();
        }
    }

    /** The next line; empty if none comes in that time, and none will. */
    String line(Duration timeout) throws IOException {
        String line = poll(timeout);
        if (line != null) {
            return line;
        }
        tookTooLong = true;
        process.destroyForcibly();
        return END;
    }

    /** After the end of the lines: why the file whose turn it was was not checked, as the end of a sentence. */
    String objection(Duration timeout) throws IOException {
        if (tookTooLong) {
            return "could not be checked within " + timeout.toSeconds() + " s";
        }
        int status = waitFor();
        return status == ChildJvm.OUT_OF_MEMORY
                ? "could not be checked with " + ChildJvm.MEBIBYTES + " MiB of memory"
                : "could not be checked; its check ended with status " + status;
    }

    private @Nullable String poll(Duration timeout) throws InterruptedIOException {
        try {
            return lines.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private int waitFor() throws InterruptedIOException {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            throw interrupted();
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted while PDFs were checked");
    }

    private void readLines() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                // The virtual machine itself writes there too, as when it runs out of memory.
                if (line.startsWith(PdfCheckCommand.ANSWER)) {
                    lines.add(line.substring(PdfCheckCommand.ANSWER.length()));
                }
            }
        } catch (IOException ended) {
            // As if it were the end.
        }
        lines.add(END);
    }

    /** Ends the process, and deletes its temporary files: fonts that it has no time to delete itself. */
    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        waitFor();
        FileSystemUtils.deleteRecursively(temporary);
    }
}
