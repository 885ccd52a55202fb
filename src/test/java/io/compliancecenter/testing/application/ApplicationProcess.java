package io.compliancecenter.testing.application;

import io.compliancecenter.ComplianceCenter;
import io.compliancecenter.embeddedpostgres.core.UnpackedPrograms;
import io.compliancecenter.testing.database.EmbeddedDirectory;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The application as it is delivered, with its embedded database, in a JVM of its own: one that can be killed. */
public final class ApplicationProcess implements AutoCloseable {

    /** A system property: whether it is started by the code that a build with {@code -Dspring-boot.aot.skip=false} has generated. */
    private static final String PROCESSED = "test.application.processed";

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final Pattern READY = Pattern.compile("Compliance Center is ready at http://localhost:(\\d+)/");

    private static final Pattern COMPLAINT = Pattern.compile("\\b(WARN|ERROR)\\b|^\\s+at [\\w.$/]+\\(|Exception");

    private final Process process;
    private final Path database;
    private final StringBuilder log = new StringBuilder();
    private final CompletableFuture<Integer> port = new CompletableFuture<>();
    private final Thread reader = new Thread(this::read, "log of the application");

    private ApplicationProcess(Process process, Path database) {
        this.process = process;
        this.database = database;
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Starts it, and does not wait. The first start in a directory unpacks PostgreSQL, as at an installation.
     *
     * @param directory keeps the database
     * @param options of the JVM, beside those that all have; of two that contradict each other, this one counts
     */
    public static ApplicationProcess launch(Path directory, String... options) throws IOException {
        Path database = directory.resolve("postgresql");
        List<String> command = java();
        command.addAll(List.of(
                "-Xmx512m",
                // What it may leave behind when it is killed is not in others' way.
                "-Djava.io.tmpdir=" + Files.createDirectories(directory.resolve("tmp")),
                "-cp",
                classPath()));
        if (Boolean.getBoolean(PROCESSED)) {
            command.add("-Dspring.aot.enabled=true");
        }
        command.addAll(List.of(options));
        command.addAll(List.of(
                ComplianceCenter.class.getName(),
                "--server.port=0",
                "--compliance-center.embedded-database.directory=" + database));
        Process process = new ProcessBuilder(command)
                // Where no configuration lies about
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        return new ApplicationProcess(process, database);
    }

    /** The command line of the application's program, for a process in any directory. */
    public static List<String> command(String... arguments) {
        List<String> command = java();
        command.addAll(List.of("-cp", classPath(), ComplianceCenter.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds, so the better compiler would only cost time.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // As the tests' own JVMs: verifying all these classes takes a second.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
    }

    /** The application's class path, for a process in any directory. */
    public static String classPath() {
        // Without the tests' own classes, which would be found as components.
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(Predicate.not(entry -> Path.of(entry).endsWith("test-classes")))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /**
     * Starts it, and waits until it is ready.
     *
     * @param options of the JVM, beside those that all have
     */
    public static ApplicationProcess start(Path directory, String... options) throws IOException, InterruptedException {
        UnpackedPrograms.linkInto(directory.resolve("postgresql"));
        ApplicationProcess application = launch(directory, options);
        try {
            application.port();
            return application;
        } catch (AssertionError notReady) {
            application.close();
            throw notReady;
        }
    }

    /** The port that it serves, as soon as it says so. */
    public int port() throws InterruptedException {
        try {
            return port.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notReady) {
            throw new AssertionError("The application is not ready. Its log:%n%s".formatted(log()), notReady);
        }
    }

    /** What it has written since it was started; all of it, once it has ended. */
    public String log() throws InterruptedException {
        if (!process.isAlive()) {
            // A PostgreSQL that outlives it may keep the stream open, with nothing more to come.
            reader.join(2_000);
        }
        synchronized (log) {
            return log.toString();
        }
    }

    /** The lines of its log that warn or tell of errors. */
    public List<String> complaints() throws InterruptedException {
        return log().lines().filter(COMPLAINT.asPredicate()).toList();
    }

    /** Waits until it writes that. */
    public void awaitLog(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (log) {
            while (log.indexOf(text) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("Never wrote '%s', but:%n%s".formatted(text, log));
                }
                log.wait(left);
            }
        }
    }

    private void write(String line) {
        synchronized (log) {
            log.append(line).append('\n');
            log.notifyAll();
        }
    }

    private void read() {
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                write(line);
                Matcher ready = READY.matcher(line);
                if (ready.find()) {
                    port.complete(Integer.parseInt(ready.group(1)));
                }
            }
            port.completeExceptionally(new IllegalStateException("It ended"));
        } catch (IOException closed) {
            port.completeExceptionally(closed);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What {@code kill -9} does: the application gets to do nothing any more, and its database is left alone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What {@code kill} does. */
    public void terminate() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The application did not end");
        }
    }

    public int exitStatus() {
        return process.exitValue();
    }

    /** The file in which PostgreSQL says that it runs. */
    public Path postgresPidFile() {
        return new EmbeddedDirectory(database).pidFile();
    }

    /** The processes of its database, the one that started the others first; none if it does not run. */
    public List<ProcessHandle> postgres() throws IOException {
        if (Files.notExists(postgresPidFile())) {
            return List.of();
        }
        long pid = Long.parseLong(Files.readAllLines(postgresPidFile()).get(0).strip());
        Optional<ProcessHandle> server = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").startsWith(database.toString()));
        return server.stream()
                .flatMap(first -> Stream.concat(Stream.of(first), first.descendants()))
                .toList();
    }

    /** What {@code kill -9} does to all processes of its database. */
    public void killPostgres() throws IOException {
        List<ProcessHandle> processes = postgres();
        // The first one first, or it would start the others again.
        processes.forEach(ProcessHandle::destroyForcibly);
        processes.forEach(gone -> gone.onExit().join());
    }

    /** The database, seen by its superuser, from whom nothing is hidden. */
    public JdbcClient database() throws IOException {
        return JdbcClient.create(superuserDataSource());
    }

    /** The database, for its superuser. */
    public DataSource superuserDataSource() throws IOException {
        return new EmbeddedDirectory(database).superuser();
    }

    /** The database, for the owner of its schema. */
    public DataSource ownerDataSource() throws IOException {
        return new EmbeddedDirectory(database).owner();
    }

    /** Where it keeps the key that signs the record, and the checkpoints. */
    public Path evidence() {
        return database.resolveSibling("evidence");
    }

    /** Ends all of it, in whatever state it is. */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            terminate();
        } finally {
            kill();
            killPostgres();
        }
    }
}
