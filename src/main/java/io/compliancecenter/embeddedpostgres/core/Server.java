package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.RecurringFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The server of a cluster. It is a process of its own, which outlives the application unless it is stopped. If it ends
 * unexpectedly, it is restarted. (PostgreSQL itself restarts any of its processes but the first.)
 */
final class Server {

    private static final Logger log = LoggerFactory.getLogger(Server.class);

    /** On the command line they take precedence over every file in the cluster. No value may need quotes. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "password_encryption=scram-sha-256",
            "scram_iterations=" + Passwords.SCRAM_ITERATIONS,
            "timezone=UTC",
            // A file for each day of the week, each overwritten after a week.
            "logging_collector=on",
            "log_directory=log",
            "log_filename=postgresql-%a.log",
            "log_rotation_age=1d",
            "log_rotation_size=0",
            "log_truncate_on_rotation=on",
            "log_timezone=UTC");

    /** Another program may take the free port first, and children of a killed server need a moment to end. */
    private static final int ATTEMPTS = 3;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** A server that is stopped while it recovers would have to begin again, so a restart waits as long as that takes. */
    private static final Duration RESTART_TIMEOUT = Duration.ofDays(365);

    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

    private static final long STOP_PAUSE_NANOS = 100_000_000;

    private final DataDirectory directory;
    private final Programs programs;
    private final Duration startTimeout;
    private final Path logs;
    private final RecurringFailure restarting = new RecurringFailure(log);

    /** Held during each attempt to restart, and not in the pauses between them. */
    private final Lock starting = new ReentrantLock();

    private volatile boolean stopped;

    Server(DataDirectory directory, Programs programs, Duration startTimeout) {
        this.directory = directory;
        this.programs = programs;
        this.startTimeout = startTimeout;
        this.logs = directory.cluster().resolve("log");
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @param wantedPort 0 for any free one
     * @return its port
     */
    int start(int wantedPort) throws IOException {
        int port = launch(wantedPort);
        process().ifPresent(process -> restartAfter(process, port));
        return port;
    }

    private int launch(int wantedPort) throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = wantedPort == 0 ? freePort() : wantedPort;
            if (isStarted(port, startTimeout)) {
                return port;
            }
            if (process().isPresent()) {
                stopProcess();
                throw new IOException(
                        "PostgreSQL was not ready after %d s; compliance-center.embedded-database.start-timeout sets how long a start may take"
                                .formatted(startTimeout.toSeconds()));
            }
            if (attempt == ATTEMPTS) {
                throw notStarted();
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean isStarted(int port, Duration timeout) throws IOException {
        Path startLog = logs.resolve("start.log");
        Files.createDirectories(logs);
        Files.deleteIfExists(startLog);
        return control("start", timeout, "--log=" + startLog, "--options=" + options(port)) == 0;
    }

    private IOException notStarted() throws IOException {
        return new IOException("PostgreSQL did not start: " + lastErrorIn(logs).orElse("it left no reason in " + logs));
    }

    private void restartAfter(ProcessHandle process, int port) {
        process.onExit()
                .thenRunAsync(
                        () -> {
                            if (!stopped) {
                                log.warn("PostgreSQL ended unexpectedly; restarting it");
                                restart(port, PAUSE);
                            }
                        },
                        Server::runInBackground);
    }

    /**
     * Restarts the server. What prevents that may pass, such as a full disk, so it is tried until it works or the server is stopped
     * for good.
     *
     * @param pause before the next attempt if this one fails
     */
    private void restart(int port, Duration pause) {
        starting.lock();
        try {
            if (stopped) {
                return;
            }
            restartAfter(restarted(port), port);
            restarting.cleared();
        } catch (IOException | UncheckedIOException e) {
            if (!stopped) {
                restarting.occurred(Level.ERROR, "PostgreSQL cannot be restarted", e);
                Duration twice = pause.multipliedBy(2);
                Duration next = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
                CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS, Server::runInBackground)
                        .execute(() -> restart(port, next));
            }
        } finally {
            starting.unlock();
        }
    }

    private ProcessHandle restarted(int port) throws IOException {
        // It runs already if only pg_ctl failed in an earlier attempt.
        if (process().isEmpty() && !isStarted(port, RESTART_TIMEOUT)) {
            throw notStarted();
        }
        return process().orElseThrow(() -> new IOException("PostgreSQL started, and ended at once"));
    }

    /** Not in the common pool, whose few threads a long recovery would keep from other work. */
    private static void runInBackground(Runnable work) {
        Thread thread = new Thread(work, "postgresql-restart");
        thread.setDaemon(true);
        thread.start();
    }

    /** Stops the server for good: in an orderly way, or else by force, after which the next start recovers. */
    void stop() throws IOException {
        stopped = true;
        while (!starting.tryLock()) {
            // A restart is under way. It ends with its server, which may not be there yet.
            stopProcess();
            LockSupport.parkNanos(STOP_PAUSE_NANOS);
        }
        try {
            stopProcess();
        } finally {
            starting.unlock();
        }
    }

    private void stopProcess() throws IOException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent()
                && control("stop", STOP_TIMEOUT, "--mode=fast") != 0
                && control("stop", STOP_TIMEOUT, "--mode=immediate") != 0) {
            // pg_ctl cannot stop the single-user mode.
            terminate(process.get());
        }
    }

    /**
     * Stops a server that outlived a killed application: two servers would destroy the cluster. Only the holder of the
     * directory's lock may call this.
     */
    void stopOrphan() throws IOException {
        stopProcess();
        Optional<PidFile> pidFile = PidFile.read(directory.cluster());
        boolean foreign =
                pidFile.isPresent() && ProcessHandle.of(pidFile.get().pid()).isPresent();
        if (pidFile.isEmpty() || foreign) {
            // PostgreSQL would refuse to start if the file is truncated, or another program has the process id by now.
            // (If the process is gone, PostgreSQL itself replaces the file, and waits for children that still run.)
            Files.deleteIfExists(PidFile.in(directory.cluster()));
        }
    }

    /** The server's process if it is running. */
    private Optional<ProcessHandle> process() throws IOException {
        return PidFile.read(directory.cluster()).flatMap(pidFile -> pidFile.process(directory.binaries()));
    }

    private int control(String action, Duration timeout, String... options) throws IOException {
        List<String> arguments = new ArrayList<>();
        arguments.add(action);
        arguments.add("--pgdata=" + directory.cluster());
        arguments.add("--wait");
        arguments.add("--timeout=" + timeout.toSeconds());
        arguments.addAll(List.of(options));
        return programs.runDetaching("pg_ctl", arguments.toArray(String[]::new));
    }

    /**
     * The last error in the log that was written last and has one, if any. That of the last attempt may still be on its way through
     * the process that writes the log, and its file is then older than the one that says where the log is.
     */
    private static Optional<String> lastErrorIn(Path logs) throws IOException {
        try (Stream<Path> files = Files.list(logs)) {
            List<Path> latestFirst = files.sorted(
                            Comparator.comparing((Path file) -> file.toFile().lastModified())
                                    .reversed())
                    .toList();
            for (Path file : latestFirst) {
                Optional<String> error =
                        Programs.lastError(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
                if (error.isPresent()) {
                    return error;
                }
            }
            return Optional.empty();
        }
    }

    private static void terminate(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit()
                    .orTimeout(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            throw new IOException("PostgreSQL (process %d) cannot be stopped".formatted(process.pid()), e);
        }
    }

    private static String options(int port) {
        return "-p " + port + SETTINGS.stream().map(setting -> " -c " + setting).collect(Collectors.joining());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
