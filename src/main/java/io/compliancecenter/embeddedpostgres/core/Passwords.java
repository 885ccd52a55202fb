package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One password for each role, kept in libpq's password file format. */
record Passwords(String superuser, String owner, String application) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LINE = "127.0.0.1:*:*:%s:%s\n";

    /** The characters are those of base64url, so neither SQL nor the file needs escapes. */
    private static final Pattern FILE = Pattern.compile(Stream.of(Roles.SUPERUSER, Roles.OWNER, Roles.APPLICATION)
            .map(role -> "127\\.0\\.0\\.1:\\*:\\*:" + role + ":([A-Za-z0-9_-]{32})")
            .collect(Collectors.joining("\\R", "", "\\R?")));

    static Passwords generate() {
        return new Passwords(password(), password(), password());
    }

    /** A new one. */
    static String password() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** The stored passwords; empty if the file is missing or incomplete. */
    static Optional<Passwords> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        // Each byte is a character here, so that garbage is no error.
        Matcher stored = FILE.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        return stored.matches()
                ? Optional.of(new Passwords(stored.group(1), stored.group(2), stored.group(3)))
                : Optional.empty();
    }

    /** The content of the file. */
    String text() {
        return LINE.formatted(Roles.SUPERUSER, superuser)
                + LINE.formatted(Roles.OWNER, owner)
                + LINE.formatted(Roles.APPLICATION, application);
    }

    /** Without the passwords, so that no log contains them. */
    @Override
    public String toString() {
        return "Passwords";
    }
}
