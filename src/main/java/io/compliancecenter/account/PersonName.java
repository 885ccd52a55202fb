package io.compliancecenter.account;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name that a person chose for themself.
 *
 * @param text without blanks around it
 */
public record PersonName(String text) {

    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cs}]{1,200}");

    /** The name as it was typed; empty if it is none, is too long, or has control characters. */
    public static Optional<PersonName> of(String typed) {
        String stripped = typed.strip();
        return NAME.matcher(stripped).matches() ? Optional.of(new PersonName(stripped)) : Optional.empty();
    }
}
