package io.compliancecenter.pdf;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A line of text in any scripts, laid out for a page of any document. */
public final class PdfText {

    private static final Pattern CHARACTER = Pattern.compile("\\X");
    private static final String CUT = "…";

    /** In characters. Parts up to this length, such as separators, are not cut. */
    private static final int SHORT = 5;

    private final List<String> parts;
    private final List<Glyph> glyphs;
    private final double width;

    private PdfText(List<String> parts, List<Glyph> glyphs, double width) {
        this.parts = parts;
        this.glyphs = glyphs;
        this.width = width;
    }

    /**
     * Lays out a line of any text. Line breaks become spaces, control characters are removed, and a character that no font has
     * is shown as its number, for example {@code [U+10FFFF]}.
     *
     * @param parts from left to right, whatever the direction of the writing within each
     * @throws java.io.UncheckedIOException if a font cannot be read
     */
    public static PdfText of(String... parts) {
        Shaper shaper = new Shaper();
        for (String part : parts) {
            shaper.add(PlainText.of(part));
        }
        return new PdfText(List.of(parts), shaper.glyphs(), shaper.width());
    }

    /** @param size of the font; the answer is in the same unit */
    public double width(double size) {
        return width * size / 1000;
    }

    /**
     * This line if it fits; otherwise one whose longest parts are cut, and end with an ellipsis.
     *
     * @param size of the font, in the unit of {@code maxWidth}
     * @param kept the number of parts at the end that are never cut
     */
    public PdfText fitting(double size, double maxWidth, int kept) {
        if (width(size) <= maxWidth) {
            return this;
        }
        int longest = parts.stream().mapToInt(PdfText::length).max().orElse(0);
        int fits = 0;
        for (int low = 1, high = longest; low <= high; ) {
            int middle = (low + high) / 2;
            if (cut(middle, kept).width(size) <= maxWidth) {
                fits = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return cut(fits, kept);
    }

    private PdfText cut(int length, int kept) {
        List<String> cut = new ArrayList<>();
        for (int index = 0; index < parts.size(); index++) {
            String part = parts.get(index);
            cut.add(index >= parts.size() - kept ? part : cut(part, length));
        }
        return of(cut.toArray(String[]::new));
    }

    private static int length(String part) {
        return characters(part).size();
    }

    private static String cut(String part, int length) {
        List<String> characters = characters(part);
        return characters.size() <= Math.max(length, SHORT)
                ? part
                : String.join("", characters.subList(0, length)).strip() + CUT;
    }

    /** What a reader takes for one character, such as a letter with its marks. */
    private static List<String> characters(String part) {
        return CHARACTER.matcher(part).results().map(MatchResult::group).toList();
    }

    List<Glyph> glyphs() {
        return glyphs;
    }
}
