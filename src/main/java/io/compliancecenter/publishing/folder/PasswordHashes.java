package io.compliancecenter.publishing.folder;

import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accepts password hashes that sign-in can check in reasonable time and that are slow to guess. */
final class PasswordHashes {

    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]\\$(\\d\\d)\\$[./0-9A-Za-z]{53}");
    private static final Pattern ARGON2 =
            Pattern.compile("\\{argon2}\\$argon2(?:id|i|d)\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
                    + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private static final String HOW = "; make one with: java -jar compliance-center.jar hash-password";

    private PasswordHashes() {}

    /** What is wrong with a hash, as the end of a sentence. It never contains the hash. */
    static Optional<String> objectionTo(String hash) {
        if (hash.startsWith("{bcrypt}")) {
            Matcher bcrypt = BCRYPT.matcher(hash);
            return !bcrypt.matches()
                    ? objection("is not a bcrypt hash")
                    : unless(between(10, bcrypt.group(1), 16), "has to be a bcrypt hash of cost 10 to 16");
        }
        if (hash.startsWith("{argon2}")) {
            Matcher argon2 = ARGON2.matcher(hash);
            if (!argon2.matches() || !isBase64(argon2.group(4), 8) || !isBase64(argon2.group(5), 16)) {
                return objection("is not an Argon2 hash");
            }
            return unless(
                    between(4096, argon2.group(1), 262_144)
                            && between(1, argon2.group(2), 20)
                            && between(1, argon2.group(3), 16),
                    "has to be an Argon2 hash with 4 to 256 MiB (m), 1 to 20 passes (t) and 1 to 16 lanes (p)");
        }
        return objection("has to be a hash that begins with {bcrypt} or {argon2}, and never the password itself");
    }

    private static Optional<String> unless(boolean fine, String what) {
        return fine ? Optional.empty() : objection(what);
    }

    private static Optional<String> objection(String what) {
        return Optional.of(what + HOW);
    }

    private static boolean between(int least, String number, int most) {
        int value = Integer.parseInt(number);
        return least <= value && value <= most;
    }

    private static boolean isBase64(String text, int leastBytes) {
        try {
            return Base64.getDecoder().decode(text).length >= leastBytes;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
