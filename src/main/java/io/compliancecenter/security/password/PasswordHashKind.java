package io.compliancecenter.security.password;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The kind of a password hash: algorithm and cost, as the beginning of the hash up to its salt, for example
 * <code>{bcrypt}$2a$12$</code>. All hashes of one kind take the same time to check. The database's function
 * {@code password_hash_kind} names them in the same way.
 */
final class PasswordHashKind {

    /** Used while there are no users. */
    static final String DEFAULT = "{bcrypt}$2a$10$";

    private static final Pattern KIND = Pattern.compile(
            "\\{bcrypt}\\$2[aby]\\$\\d\\d\\$|\\{argon2}\\$argon2(?:id|i|d)\\$v=19\\$m=\\d+,t=\\d+,p=\\d+\\$");

    /** In bytes, as Spring Security makes them. */
    private static final int SALT = 16;

    private static final int ARGON2_HASH = 32;
    private static final int BCRYPT_HASH = 23;

    private static final SecureRandom RANDOM = new SecureRandom();

    private PasswordHashKind() {}

    /** The kind of a hash; empty if the hash cannot be checked. */
    static Optional<String> of(String hash) {
        Matcher kind = KIND.matcher(hash);
        return kind.lookingAt() ? Optional.of(kind.group()) : Optional.empty();
    }

    /** A hash of that kind that no known password has. */
    static String decoy(String kind) {
        return kind.startsWith("{bcrypt}")
                ? kind + bcryptText(SALT) + bcryptText(BCRYPT_HASH)
                : kind + text(SALT) + "$" + text(ARGON2_HASH);
    }

    private static String text(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().withoutPadding().encodeToString(random);
    }

    /** Uses only characters that bcrypt's own alphabet has as well. */
    private static String bcryptText(int bytes) {
        return text(bytes).replace('+', '.');
    }
}
