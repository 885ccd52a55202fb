package io.compliancecenter.benchmark.download;

import io.compliancecenter.benchmark.server.Server;
import io.compliancecenter.benchmark.server.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Readers on a slow connection, each a curl process. */
final class SlowReaders implements AutoCloseable {

    private static final String SPEED = "20k";

    /** How many start at once. The application rejects more, because stamping is bounded. */
    private static final int AT_ONCE = 4;

    private final List<Process> processes = new ArrayList<>();
    private final Semaphore asking = new Semaphore(AT_ONCE);
    private final AtomicInteger reading = new AtomicInteger();

    private SlowReaders() {}

    /** Starts one reader for each path, and waits until all receive bytes or the time is up. */
    static SlowReaders start(Server server, String cookie, List<String> paths, long patienceSeconds)
            throws IOException, InterruptedException {
        SlowReaders readers = new SlowReaders();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patienceSeconds);
        for (String path : paths) {
            readers.asking.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            readers.add(server, cookie, path);
        }
        readers.asking.tryAcquire(AT_ONCE, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        return readers;
    }

    private void add(Server server, String cookie, String path) throws IOException {
        List<String> command = new ArrayList<>(Tools.command("curl"));
        command.addAll(List.of("--silent", "--no-buffer", "--fail", "--limit-rate", SPEED));
        command.addAll(List.of("--header", "Cookie: " + cookie, "--retry", "20", "--retry-delay", "1"));
        command.add(server.uri().resolve(path).toString());
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        processes.add(process);
        Thread reader = new Thread(() -> read(process.getInputStream()), "slow reader");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream bytes) {
        boolean any = false;
        try (bytes) {
            any = bytes.read() >= 0;
            if (any) {
                reading.incrementAndGet();
            }
            asking.release();
            bytes.transferTo(OutputStream.nullOutputStream());
        } catch (IOException closed) {
            // The process was stopped.
        } finally {
            if (any) {
                reading.decrementAndGet();
            }
        }
    }

    /** The number of readers that are receiving bytes. */
    int reading() {
        return reading.get();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroy);
        processes.forEach(process -> process.onExit().join());
    }
}
