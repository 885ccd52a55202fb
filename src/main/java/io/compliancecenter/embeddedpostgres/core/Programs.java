package io.compliancecenter.embeddedpostgres.core;

import io.compliancecenter.support.StartupFailureException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Runs PostgreSQL's own programs. */
final class Programs {

    /** They refuse to run as root. In a user namespace without a mapping, root is nobody but still owns its files. */
    private static final List<String> USER_NAMESPACE = List.of("unshare", "-U");

    /** Server messages have a timestamp and a severity; those of the tools start with their name. */
    private static final Pattern ERROR = Pattern.compile("(?:FATAL|PANIC|ERROR|error): +(.+)");

    private final Path home;
    private final List<String> prefix;

    /**
     * Checks that the programs can run here.
     *
     * @param home the directory that holds {@code bin}
     */
    Programs(Path home) throws IOException {
        this.home = home;
        this.prefix = isRootOnLinux() ? USER_NAMESPACE : List.of();
        if (!prefix.isEmpty()) {
            checkUserNamespace();
        }
    }

    /**
     * Runs a program and waits for its end.
     *
     * @param input for its standard input
     * @return its output
     * @throws IOException if it fails, with the reason that it printed
     */
    String run(String input, String program, String... arguments) throws IOException {
        Process process = start(Redirect.PIPE, program, arguments);
        try (var stdin = process.outputWriter(StandardCharsets.UTF_8)) {
            stdin.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = await(process);
        if (exit != 0) {
            throw new IOException("%s ended with status %d: %s"
                    .formatted(program, exit, lastError(output).orElse(output.strip())));
        }
        return output;
    }

    /**
     * Runs a program whose children live on. They would inherit a pipe and keep it open, so the output is discarded.
     *
     * @return its exit status
     */
    int runDetaching(String program, String... arguments) throws IOException {
        return await(start(Redirect.DISCARD, program, arguments));
    }

    /** The major version, which decides whether a cluster can be read. */
    String majorVersion() throws IOException {
        // "postgres (PostgreSQL) 18.4"
        return run("", "postgres", "--version").strip().replaceFirst("^.* (\\d+)\\..*$", "$1");
    }

    /** The last error among the messages of PostgreSQL's programs. */
    static Optional<String> lastError(String messages) {
        return ERROR.matcher(messages).results().map(error -> error.group(1)).reduce((former, latter) -> latter);
    }

    private Process start(Redirect output, String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(program(program));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output);
        Map<String, String> environment = builder.environment();
        // Settings of the user's own PostgreSQL must not reach this one, and its messages are parsed in English.
        environment.keySet().removeIf(name -> name.toUpperCase(Locale.ROOT).startsWith("PG"));
        environment.put("LC_ALL", "C");
        return builder.start();
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL's programs ran");
        }
    }

    private static boolean isRootOnLinux() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self) && Files.getAttribute(self, "unix:uid").equals(0);
    }

    private void checkUserNamespace() throws IOException {
        if (!succeeds("unshare", "-U", "true")) {
            throw new StartupFailureException(
                    "PostgreSQL refuses to run as root, and this system does not let root run it in a user namespace"
                            + " (`unshare -U true` fails).",
                    "Start Compliance Center as an ordinary user, or set spring.datasource.url to a PostgreSQL of your"
                            + " own.");
        }
        if (!succeeds("unshare", "-U", program("postgres"), "--version")) {
            throw new StartupFailureException(
                    "PostgreSQL refuses to run as root, and without root's rights it cannot run %s."
                            .formatted(program("postgres")),
                    "Start Compliance Center as the owner of the directory, or name a directory that root"
                            + " can read without its privileges, with compliance-center.embedded-database.directory.");
        }
    }

    private static boolean succeeds(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            // There is no such program.
            return false;
        }
        return await(process) == 0;
    }

    private String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
