package io.compliancecenter.catalogue.rules;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What a text may be.
 *
 * @param mostCharacters as Unicode counts them
 * @param oneLine whether it may not hold line breaks
 */
public record TextRule(int mostCharacters, boolean oneLine) {

    /** A name, or another text on one line. */
    public static final TextRule LINE = new TextRule(200, true);

    /** Some plain sentences. */
    public static final TextRule PLAIN = new TextRule(2_000, false);

    public static final TextRule MARKDOWN = new TextRule(100_000, false);

    /** Of a translation. */
    public static final Objection NOTHING_TO_TRANSLATE =
            new Objection("rule.nothing-to-translate", "", "translates a text that is not there");

    private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\t\\n\\r]]");

    /**
     * Why a text is refused; empty if it is not.
     *
     * @param text without surrounding white space
     */
    public Optional<Objection> objection(String text) {
        if (text.isEmpty()) {
            return Optional.of(new Objection("rule.empty", "", "is empty"));
        }
        if (text.codePointCount(0, text.length()) > mostCharacters) {
            String most = Integer.toString(mostCharacters);
            return Optional.of(new Objection("rule.too-long", most, "is longer than " + most + " characters"));
        }
        Optional<Objection> control = controlCharacterIn(text);
        if (control.isEmpty() && oneLine && (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0)) {
            return Optional.of(new Objection("rule.one-line", "", "has to be one line"));
        }
        return control;
    }

    /**
     * Why the translation of a text is refused; empty if it is not. It is complete: there is one if there is something to translate.
     *
     * @param original the text in the first language; empty if there is none
     * @param translation empty if there is none
     */
    public Optional<Objection> objection(String original, String translation) {
        if (original.isEmpty()) {
            return translation.isEmpty() ? Optional.empty() : Optional.of(NOTHING_TO_TRANSLATE);
        }
        return objection(translation);
    }

    /** Refuses a text with a character that cannot be stored or seen. */
    public static Optional<Objection> controlCharacterIn(String text) {
        return CONTROL_CHARACTER.matcher(text).results().findFirst().map(found -> {
            String name = "U+%04X".formatted(found.group().codePointAt(0));
            return new Objection("rule.control-character", name, "holds the control character " + name);
        });
    }

    /** Where the first such character is. */
    public static OptionalInt indexOfControlCharacter(String text) {
        return CONTROL_CHARACTER
                .matcher(text)
                .results()
                .mapToInt(MatchResult::start)
                .findFirst();
    }
}
