package io.compliancecenter.provisioning;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Makes the hash that stands for a password in {@code organizations.yaml}. It asks for the password, without showing it;
 * or reads it as one line where there is no terminal.
 */
final class HashPasswordCommand {

    static final String NAME = "hash-password";

    /** bcrypt leaves out what is behind. */
    private static final int MAX_BYTES = 72;

    private HashPasswordCommand() {}

    static void run() {
        try {
            System.out.println(hash(readPassword()));
        } catch (IOException | IllegalArgumentException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
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

    @SuppressWarnings("SystemConsoleNull") // It is null again, by the property.
    private static String readPassword() throws IOException {
        // JDK 22 to 24 otherwise take any input for a terminal.
        System.setProperty("jdk.console", "java.base");
        Console console = System.console();
        if (console == null) {
            String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
            return line == null ? "" : line;
        }
        char[] password = console.readPassword("Password: ");
        char[] again = console.readPassword("Again: ");
        if (password == null || !Arrays.equals(password, again)) {
            throw new IllegalArgumentException("The two are not the same.");
        }
        return new String(password);
    }
}
