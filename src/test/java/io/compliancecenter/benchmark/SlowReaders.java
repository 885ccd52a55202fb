package io.compliancecenter.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.util.FileSystemUtils;

/** People who download over a slow line, each with curl in a process of its own. */
final class SlowReaders implements AutoCloseable {

    private static final String SPEED = "20k";

    /** So many ask at once; more would be told to come back later, as stamping is bounded. */
    private static final int AT_ONCE = 4;

    private final List<Process> processes = new ArrayList<>();
    private final Path files;

    private SlowReaders(Path files) {
        this.files = files;
    }

    /** Starts a reader of each of these, and waits until all receive bytes, or {@code patience} is over. */
    static SlowReaders start(Server server, String cookie, List<String> paths, long patienceSeconds)
            throws IOException, InterruptedException {
        SlowReaders readers = new SlowReaders(Files.createTempDirectory("readers"));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        for (String path : paths) {
            while (readers.waiting() >= AT_ONCE && System.nanoTime() < end) {
                Thread.sleep(50);
            }
            readers.add(server, cookie, path);
        }
        while (readers.waiting() > 0 && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        return readers;
    }

    private void add(Server server, String cookie, String path) throws IOException {
        List<String> command = new ArrayList<>(Tools.command("curl"));
        command.addAll(List.of("--silent", "--fail", "--limit-rate", SPEED, "--header", "Cookie: " + cookie));
        command.addAll(List.of(
                "--retry",
                "20",
                "--retry-delay",
                "1",
                "--output",
                file(processes.size()).toString()));
        command.add(server.uri().resolve(path).toString());
        processes.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private Path file(int number) {
        return files.resolve(Integer.toString(number));
    }

    /** How many have got nothing yet. */
    private int waiting() throws IOException {
        int waiting = 0;
        for (int number = 0; number < processes.size(); number++) {
            if (processes.get(number).isAlive() && !receives(number)) {
                waiting++;
            }
        }
        return waiting;
    }

    /** How many are receiving bytes. */
    int reading() throws IOException {
        int reading = 0;
        for (int number = 0; number < processes.size(); number++) {
            if (processes.get(number).isAlive() && receives(number)) {
                reading++;
            }
        }
        return reading;
    }

    private boolean receives(int number) throws IOException {
        return Files.exists(file(number)) && Files.size(file(number)) > 0;
    }

    @Override
    public void close() throws IOException {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
        FileSystemUtils.deleteRecursively(files);
    }
}
