package io.compliancecenter.benchmark.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server JVM and its output. It stops at the latest when this JVM ends. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Process process;
    private final Thread end;
    private final StringBuilder log = new StringBuilder();
    private boolean ended;

    private ServerProcess(Process process) {
        this.process = process;
        this.end = new Thread(this::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        Thread reader = new Thread(this::read, "log of a server");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts the process without waiting for it.
     *
     * @param home of the JDK; null for the current one
     * @param program the arguments of {@code java}, for example {@code -jar FILE}
     */
    public static ServerProcess start(
            Path directory, @Nullable Path home, List<String> jvm, List<String> program, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(Tools.java(home)));
        command.addAll(jvm);
        command.addAll(program);
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(RecommendedOptions.ENVIRONMENT);
        return new ServerProcess(builder.start());
    }

    /** Waits for a line of output that matches, and returns the first group. */
    public String await(Pattern pattern) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (log) {
            while (true) {
                Matcher matcher = pattern.matcher(log);
                if (matcher.find()) {
                    return matcher.group(1);
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (ended || left <= 0) {
                    throw new IllegalStateException("The server is not ready. It wrote:\n" + log);
                }
                log.wait(left);
            }
        }
    }

    public long pid() {
        return process.pid();
    }

    String log() {
        synchronized (log) {
            return log.toString();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.append(line).append('\n');
                    log.notifyAll();
                }
            }
        } catch (IOException closed) {
            // The process has ended.
        } finally {
            synchronized (log) {
                ended = true;
                log.notifyAll();
            }
        }
    }

    /** Stops the process normally, and kills it if that takes too long. */
    @Override
    public void close() {
        destroy();
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(end);
    }

    /** Unlike {@link Process#destroy}, keeps the output open, because the process logs while it stops. */
    private void destroy() {
        process.toHandle().destroy();
    }
}
