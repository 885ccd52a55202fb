package io.compliancecenter.publishing.folder;

import java.util.Optional;

/** The characters that a published text may contain: those that can be stored and seen. */
final class Characters {

    private Characters() {}

    /** @param index of the character in the text */
    record Objection(int index, String what) {}

    /** The first character that may not be there. */
    static Optional<Objection> objectionTo(String text) {
        for (int index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            int character = text.codePointAt(index);
            if (character == '\uFEFF' && index == 0) {
                return Optional.of(new Objection(index, "begins with a byte order mark; save it as UTF-8 without one"));
            }
            boolean control = Character.isISOControl(character) && "\t\n\r".indexOf(character) < 0;
            if (control || Character.getType(character) == Character.SURROGATE) {
                return Optional.of(new Objection(index, "holds the control character U+%04X".formatted(character)));
            }
        }
        return Optional.empty();
    }

    /** The line on which a character stands, counted from 1. */
    static int lineOf(String text, int index) {
        return 1
                + (int) text.substring(0, index)
                        .chars()
                        .filter(character -> character == '\n')
                        .count();
    }
}
