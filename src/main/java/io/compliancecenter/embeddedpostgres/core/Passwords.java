package io.compliancecenter.embeddedpostgres.core;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.postgresql.util.PasswordUtil;

/** One password for each role, kept in libpq's password file format. */
record Passwords(Map<String, String> byRole) {

    /**
     * How often SCRAM hashes them. More would slow down guessing, which is hopeless at 24 random bytes, and each connection.
     */
    static final int SCRAM_ITERATIONS = 1;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LINE = "127.0.0.1:*:*:%s:%s\n";

    /** The characters are those of base64url, so neither SQL nor the file needs escapes. */
    private static final Pattern STORED =
            Pattern.compile("(?m)^127\\.0\\.0\\.1:\\*:\\*:([a-z_]+):([A-Za-z0-9_-]{32})$");

    Passwords {
        byRole = Map.copyOf(byRole);
    }

    static Passwords generate() {
        return new Passwords(Map.of()).complete();
    }

    /** A new one. */
    static String password() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    /** What the server stores in place of a password. It needs no escapes in SQL. */
    static String verifier(String password) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return PasswordUtil.encodeScramSha256(password.toCharArray(), SCRAM_ITERATIONS, salt);
    }

    /** The stored passwords, some of which may be missing; empty if the file is, or if it lacks the superuser's. */
    static Optional<Passwords> read(Path file) throws IOException {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        // Each byte is a character here, so that garbage is no error.
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Map<String, String> stored = STORED.matcher(text)
                .results()
                .collect(Collectors.toMap(
                        found -> found.group(1), (MatchResult found) -> found.group(2), (one, other) -> other));
        return stored.containsKey(Roles.SUPERUSER) ? Optional.of(new Passwords(stored)) : Optional.empty();
    }

    /** Adds new ones for roles that have none, such as those of a later release. */
    Passwords complete() {
        Map<String, String> all = new LinkedHashMap<>(byRole);
        all.computeIfAbsent(Roles.SUPERUSER, role -> password());
        Roles.ALL.forEach(name -> all.computeIfAbsent(name, role -> password()));
        return new Passwords(all);
    }

    String of(String role) {
        return Objects.requireNonNull(byRole.get(role), role);
    }

    /** The content of the file. */
    String text() {
        StringBuilder text = new StringBuilder(LINE.formatted(Roles.SUPERUSER, of(Roles.SUPERUSER)));
        Roles.ALL.forEach(role -> text.append(LINE.formatted(role, of(role))));
        return text.toString();
    }

    /** Without the passwords, so that no log contains them. */
    @Override
    public String toString() {
        return "Passwords";
    }
}
