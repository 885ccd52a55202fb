package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
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
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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

    private static final long PAUSE_NANOS = 1_000_000_000;

    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

    private final DataDirectory directory;
    private final Programs programs;
    private final Duration startTimeout;
    private boolean stopped;

    Server(DataDirectory directory, Programs programs, Duration startTimeout) {
        this.directory = directory;
        this.programs = programs;
        this.startTimeout = startTimeout;
    }

    /**
     * Starts the server and waits until it accepts connections.
     *
     * @param wantedPort 0 for any free one
     * @return its port
     */
    int start(int wantedPort) throws IOException {
        int port = launch(wantedPort);
        process().ifPresent(process -> process.onExit().thenRunAsync(() -> restart(port)));
        return port;
    }

    private synchronized void restart(int port) {
        if (stopped) {
            return;
        }
        log.warn("PostgreSQL ended unexpectedly; restarting it");
        try {
            start(port);
        } catch (IOException e) {
            log.error("PostgreSQL cannot be restarted", e);
        }
    }

    private int launch(int wantedPort) throws IOException {
        Path logs = directory.cluster().resolve("log");
        Path startLog = logs.resolve("start.log");
        Files.createDirectories(logs);
        for (int attempt = 1; ; attempt++) {
            Files.deleteIfExists(startLog);
            int port = wantedPort == 0 ? freePort() : wantedPort;
            if (control("start", startTimeout, "--log=" + startLog, "--options=" + options(port)) == 0) {
                return port;
            }
            if (process().isPresent()) {
                stopProcess();
                throw new IOException(
                        "PostgreSQL was not ready after %d s; compliance-center.embedded-database.start-timeout sets how long a start may take"
                                .formatted(startTimeout.toSeconds()));
            }
            if (attempt == ATTEMPTS) {
                throw new IOException(
                        "PostgreSQL did not start: " + lastErrorIn(logs).orElse("it left no reason in " + logs));
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Stops the server for good: in an orderly way, or else by force, after which the next start recovers. */
    synchronized void stop() throws IOException {
        stopped = true;
        stopProcess();
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
