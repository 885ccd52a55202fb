package io.compliancecenter.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Asks for the password without echoing it, or reads one line of standard input where there is no terminal. */
@Command(
        name = "hash-password",
        mixinStandardHelpOptions = true,
        description = "Asks for a password and prints its hash for organizations.yaml.")
final class HashPasswordCommand implements Callable<Integer> {

    /** bcrypt ignores the bytes after these. */
    private static final int MAX_BYTES = 72;

    private final PrintStream out;

    /** Declared so that no message repeats a password that was passed by mistake. */
    @Parameters(arity = "0..*", hidden = true)
    private List<String> passwords = List.of();

    HashPasswordCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() {
        if (!passwords.isEmpty()) {
            // Other users of the machine could see it, and the shell keeps it.
            System.err.println("The command takes no arguments, and asks for the password.");
            return ExitCode.USAGE;
        }
        try {
            out.println(hash(readPassword()));
            return ExitCode.OK;
        } catch (IOException | IllegalArgumentException failure) {
            System.err.println(failure.getMessage());
            return ExitCode.SOFTWARE;
        }
    }

    /** @throws IllegalArgumentException if the password is empty, or too long for bcrypt */
    static String hash(String password) {
        if (password.isEmpty()) {
            throw new IllegalArgumentException("The password is empty.");
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw new IllegalArgumentException("The password is longer than " + MAX_BYTES + " bytes.");
        }
        return "{bcrypt}" + new BCryptPasswordEncoder().encode(password);
    }

    @SuppressWarnings("SystemConsoleNull") // null without a terminal, by the property below
    private static String readPassword() throws IOException {
        // JDK 22 to 24 otherwise return a console even without a terminal.
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] password = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (password == null || !Arrays.equals(password, again)) {
            throw new IllegalArgumentException("The two passwords differ.");
        }
        return new String(password);
    }
}
