package io.compliancecenter.pdf;

import java.text.Normalizer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Turns any string into a single line that shows its characters and cannot affect the text around it. */
final class PlainText {

    /** The join controls U+200C and U+200D are needed to spell some scripts. */
    private static final Pattern INVISIBLE = Pattern.compile(
            "[\\p{Cc}\\p{Cf}\\x{FE00}-\\x{FE0F}\\x{E0100}-\\x{E01FF}&&[^\\p{javaWhitespace}\\u200C\\u200D]]");

    private static final Pattern SPACES = Pattern.compile("[\\p{javaWhitespace}\\p{javaSpaceChar}]+");

    /** No language writes more than four marks on one letter. More would cover the lines above and below. */
    private static final Pattern TOO_MANY_MARKS = Pattern.compile("(\\p{M}{4})\\p{M}+");

    private PlainText() {}

    /**
     * Composes the text (NFC), replaces white space and line breaks by single spaces, and removes control characters, including
     * those of direction. A character that no font has is written as its number, for example {@code [U+10FFFF]}.
     */
    static String of(String text) {
        String visible = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFC))
                .replaceAll("");
        String line = SPACES.matcher(visible).replaceAll(" ");
        return TOO_MANY_MARKS
                .matcher(line)
                .replaceAll("$1")
                .codePoints()
                .mapToObj(PlainText::shown)
                .collect(Collectors.joining());
    }

    private static String shown(int character) {
        boolean known = isJoinControl(character) || FontFile.of(character) != null;
        return known ? Character.toString(character) : "[U+%04X]".formatted(character);
    }

    static boolean isJoinControl(int character) {
        return character == 0x200C || character == 0x200D;
    }

    static boolean isMark(int character) {
        int type = Character.getType(character);
        return type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
