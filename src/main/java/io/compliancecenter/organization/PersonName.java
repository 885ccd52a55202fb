package io.compliancecenter.organization;

import io.compliancecenter.support.ReadableText;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a person, wherever it comes from: themselves, a provider, a file.
 *
 * @param text with single blanks, and none around it
 */
public record PersonName(String text) {

    private static final Pattern BLANKS = Pattern.compile("\\p{Z}+");

    /** As the column allows. */
    private static final int MAX_LENGTH = 200;

    /**
     * The name that a text is.
     *
     * @return empty if it is too long, has no letter and no digit, or could be taken for another one because it has characters that
     *     nobody sees
     */
    public static Optional<PersonName> of(String text) {
        String name = BLANKS.matcher(text.strip()).replaceAll(" ").strip();
        return name.codePointCount(0, name.length()) <= MAX_LENGTH
                        && name.codePoints().anyMatch(Character::isLetterOrDigit)
                        && ReadableText.is(name)
                ? Optional.of(new PersonName(name))
                : Optional.empty();
    }
}
