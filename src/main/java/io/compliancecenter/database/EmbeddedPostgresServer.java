package io.compliancecenter.database;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/** The running server of a cluster, a process of its own that outlives the application unless it is stopped. */
final class EmbeddedPostgresServer {

    /** Given on the command line, where they win over every file in the cluster. No value may need quotes. */
    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "max_connections=60",
            "fsync=on",
            "synchronous_commit=on",
            "full_page_writes=on",
            "password_encryption=scram-sha-256",
            "timezone=UTC",
            // A file for each day of the week, each overwritten after a week.
            "logging_collector=on",
            "log_directory=log",
            "log_filename=postgresql-%a.log",
            "log_rotation_age=1d",
            "log_rotation_size=0",
            "log_truncate_on_rotation=on",
            "log_timezone=UTC");

    /** A free port may be taken before the server has it, and children of a killed server need a moment to end. */
    private static final int ATTEMPTS = 3;

    private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

    private final EmbeddedPostgresDirectory directory;
    private final EmbeddedPostgresPrograms programs;

    EmbeddedPostgresServer(EmbeddedPostgresDirectory directory, EmbeddedPostgresPrograms programs) {
        this.directory = directory;
        this.programs = programs;
    }

    /**
     * Starts the server and waits until it takes connections.
     *
     * @param wantedPort 0 for any free one
     * @return its port
     */
    int start(int wantedPort, Duration timeout) throws IOException {
        Path logs = directory.cluster().resolve("log");
        Path startLog = logs.resolve("start.log");
        Files.createDirectories(logs);
        for (int attempt = 1; ; attempt++) {
            Files.deleteIfExists(startLog);
            int port = wantedPort == 0 ? freePort() : wantedPort;
            if (control("start", timeout, "--log=" + startLog, "--options=" + options(port)) == 0) {
                return port;
            }
            if (process().isPresent()) {
                stop();
                throw new IOException(
                        "PostgreSQL was not ready after %s, which compliance-center.embedded-database.start-timeout can"
                                        .formatted(timeout)
                                + " change");
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("PostgreSQL did not start: "
                        + EmbeddedPostgresLog.lastErrorIn(logs).orElse("it left no reason in " + logs));
            }
            pause();
        }
    }

    /** Ends the sessions and the server in an orderly way, or else by force, after which the next start recovers. */
    void stop() throws IOException {
        Optional<ProcessHandle> process = process();
        if (process.isPresent()
                && control("stop", STOP_TIMEOUT, "--mode=fast") != 0
                && control("stop", STOP_TIMEOUT, "--mode=immediate") != 0) {
            // The single-user mode takes no orders from pg_ctl.
            end(process.get());
        }
    }

    /**
     * Stops a server that is left over from an application that was killed: two on one cluster would destroy it. Only the
     * holder of the directory's lock may call this.
     */
    void stopLeftOver() throws IOException {
        stop();
        Optional<EmbeddedPostgresPidFile> pidFile = EmbeddedPostgresPidFile.read(directory.cluster());
        boolean foreign =
                pidFile.isPresent() && ProcessHandle.of(pidFile.get().pid()).isPresent();
        if (pidFile.isEmpty() || foreign) {
            // Cut off, or another program has the process id by now: PostgreSQL would refuse to start in either case.
            // (The id of a process that is gone it sorts out itself, minding children that may still run.)
            Files.deleteIfExists(EmbeddedPostgresPidFile.in(directory.cluster()));
        }
    }

    /** The server's process, if it runs. */
    Optional<ProcessHandle> process() throws IOException {
        return EmbeddedPostgresPidFile.read(directory.cluster())
                .flatMap(pidFile -> pidFile.process(directory.binaries()));
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

    private static void end(ProcessHandle process) throws IOException {
        process.destroy();
        try {
            process.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL stopped");
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("PostgreSQL (process %d) cannot be stopped".formatted(process.pid()), e);
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL started");
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
