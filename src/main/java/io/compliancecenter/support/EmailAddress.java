package io.compliancecenter.support;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be an e-mail address. */
public final class EmailAddress {

    /** In characters, as RFC 5321 limits it. */
    public static final int MAX_LENGTH = 254;

    private static final String ANYTHING = "[^\\p{Cc}\\p{Cs}\\s]+";
    private static final String ONE_PART = "[^\\p{Cc}\\p{Cs}\\s,;:<>()\\[\\]\"\\\\@]+";

    private static final Pattern POSSIBLE = Pattern.compile(ANYTHING + "@" + ANYTHING);
    private static final Pattern MAILABLE = Pattern.compile(ONE_PART + "@" + ONE_PART);

    private EmailAddress() {}

    /**
     * The address that somebody typed to sign in or for a link, in lower case and without blanks around it.
     *
     * @return empty if it cannot be one; such text must not reach the database, which refuses some of it
     */
    public static Optional<String> typed(String text) {
        String address = text.strip().toLowerCase(Locale.ROOT);
        return matches(POSSIBLE, address) ? Optional.of(address) : Optional.empty();
    }

    /** Whether mail can be sent to it, as the database's {@code is_mailable} decides. */
    public static boolean isMailable(String address) {
        return matches(MAILABLE, address);
    }

    private static boolean matches(Pattern pattern, String address) {
        return address.length() <= MAX_LENGTH && pattern.matcher(address).matches();
    }
}
