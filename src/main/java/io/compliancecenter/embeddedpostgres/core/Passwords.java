package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One password for each role, kept in libpq's password file format. */
record Passwords(String superuser, String owner, String application) {

    /** The characters are those of base64url, so neither SQL nor the file needs escapes. */
    private static final Pattern LINE = Pattern.compile("127\\.0\\.0\\.1:\\*:\\*:(\\w+):([A-Za-z0-9_-]{32})");

    private static final List<String> ROLES = List.of(Roles.SUPERUSER, Roles.OWNER, Roles.APPLICATION);

    static Passwords generate() {
        SecureRandom random = new SecureRandom();
        return new Passwords(password(random), password(random), password(random));
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** The stored passwords; empty if the file is missing or incomplete. */
    static Optional<Passwords> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        List<Matcher> lines;
        try (Stream<String> content = Files.readAllLines(file).stream()) {
            lines = content.map(LINE::matcher).filter(Matcher::matches).toList();
        } catch (MalformedInputException e) {
            return Optional.empty();
        }
        return lines.stream().map(line -> line.group(1)).toList().equals(ROLES)
                ? Optional.of(new Passwords(
                        lines.get(0).group(2),
                        lines.get(1).group(2),
                        lines.get(2).group(2)))
                : Optional.empty();
    }

    /** The content of the file. */
    String text() {
        return line(Roles.SUPERUSER, superuser) + line(Roles.OWNER, owner) + line(Roles.APPLICATION, application);
    }

    private static String line(String role, String password) {
        return "127.0.0.1:*:*:%s:%s\n".formatted(role, password);
    }

    /** Without the passwords, so that no log contains them. */
    @Override
    public String toString() {
        return "Passwords";
    }
}
