package io.compliancecenter.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Makes the hash that stands for a password in {@code organizations.yaml}. It asks for the password without echoing it, or
 * reads one line of standard input where there is no terminal.
 */
final class HashPasswordCommand {

    static final String NAME = "hash-password";

    private static final int SUCCESS = 0;
    private static final int FAILURE = 1;
    private static final int WRONG_COMMAND_LINE = 2;

    /** bcrypt ignores what comes after these. */
    private static final int MAX_BYTES = 72;

    private HashPasswordCommand() {}

    static int run(String[] arguments, PrintStream out) {
        if (arguments.length > 0) {
            // A password on the command line would be seen by other users of the machine, and kept by the shell.
            System.err.println("It takes no arguments, and asks for the password.");
            return WRONG_COMMAND_LINE;
        }
        try {
            out.println(hash(readPassword()));
            return SUCCESS;
        } catch (IOException | IllegalArgumentException failure) {
            System.err.println(failure.getMessage());
            return FAILURE;
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
