package io.compliancecenter.pdf;

import java.text.Normalizer;

/** Turns any string into a single line that shows its characters and cannot affect the text around it. */
final class PlainText {

    /** The marks on one letter. No language writes more, and they would cover the lines above and below. */
    private static final int MOST_MARKS = 4;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private PlainText() {}

    /**
     * Composes the text (NFC), replaces white space and line breaks by single spaces, and removes control characters, including
     * those of direction. A character that no font has is written as its number, for example {@code [U+10FFFF]}.
     */
    static String of(String text) {
        StringBuilder plain = new StringBuilder();
        int marks = 0;
        for (int character :
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().toArray()) {
            marks = isMark(character) ? marks + 1 : 0;
            if (isSpace(character)) {
                if (plain.isEmpty() || plain.charAt(plain.length() - 1) != ' ') {
                    plain.append(' ');
                }
            } else if (!isInvisible(character) && marks <= MOST_MARKS) {
                append(plain, character);
            }
        }
        return plain.toString();
    }

    private static void append(StringBuilder plain, int character) {
        if (isJoinControl(character) || FontFiles.of(character) != null) {
            plain.appendCodePoint(character);
        } else {
            plain.append("[U+%04X]".formatted(character));
        }
    }

    /** Invisible characters that the spelling of some scripts needs. */
    static boolean isJoinControl(int character) {
        return character == ZERO_WIDTH_JOINER || character == ZERO_WIDTH_NON_JOINER;
    }

    static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isSpace(int character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character);
    }

    private static boolean isInvisible(int character) {
        int type = Character.getType(character);
        boolean variationSelector = character >= 0xFE00 && character <= 0xFE0F || character >> 8 == 0xE01;
        return variationSelector || type == Character.CONTROL || type == Character.FORMAT && !isJoinControl(character);
    }
}
