package io.compliancecenter.publishing.folder;

import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Accepts password hashes that sign-in can check in reasonable time and that are slow to guess. */
final class PasswordHashes {

    /** What is wrong with any other hash, as the end of a sentence. */
    static final String EXPECTED =
            "has to be a {bcrypt} hash of cost 10 to 16, or an {argon2} hash with 4 to 256 MiB (m), 1 to 20 passes (t) and 1"
                    + " to 16 lanes (p), and never the password itself; make one with: java -jar compliance-center.jar"
                    + " hash-password";

    private static final Pattern BCRYPT = Pattern.compile("\\{bcrypt}\\$2[aby]\\$1[0-6]\\$[./0-9A-Za-z]{53}");
    private static final Pattern ARGON2 =
            Pattern.compile("\\{argon2}\\$argon2(?:id|i|d)\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,9}),p=(\\d{1,9})"
                    + "\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private PasswordHashes() {}

    static boolean accept(String hash) {
        Matcher argon2 = ARGON2.matcher(hash);
        return BCRYPT.matcher(hash).matches()
                || argon2.matches()
                        && between(4096, argon2.group(1), 262_144)
                        && between(1, argon2.group(2), 20)
                        && between(1, argon2.group(3), 16)
                        && isBase64(argon2.group(4), 8)
                        && isBase64(argon2.group(5), 16);
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
