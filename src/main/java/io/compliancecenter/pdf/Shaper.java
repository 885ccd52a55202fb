package io.compliancecenter.pdf;

import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns texts into glyphs from left to right, by the Unicode bidirectional algorithm (UAX #9). Where letters join or
 * marks stack up, Java's own layout engine (HarfBuzz) places them; everything else is one glyph after the other. PDFBox does
 * neither: it orders no text from right to left, joins no Arabic letters and places no marks.
 */
final class Shaper {

    private static final FontRenderContext IN_FONT_UNITS = new FontRenderContext(null, true, true);

    /** The text of further glyphs of a group, whose first glyph has the text: a zero width space. */
    private static final String NOTHING = "\u200B";

    /** Pairs, whose halves are exchanged where the text runs from right to left. */
    private static final String BRACKETS = "()[]<>{}";

    /** The codes from this one on stand for characters that went into another glyph. */
    private static final int FIRST_INVISIBLE_GLYPH = 0xFFFE;

    private final List<Glyph> glyphs = new ArrayList<>();
    private double width;

    List<Glyph> glyphs() {
        return List.copyOf(glyphs);
    }

    /** The width of all glyphs, in thousandths of the font's size. */
    double width() {
        return width;
    }

    private record Run(String text, FontFile font) {}

    /**
     * Adds a text to the right of what is there.
     *
     * @param text as from {@link PlainText}
     */
    void add(String text) {
        if (text.isEmpty()) {
            return;
        }
        Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
        int count = bidi.getRunCount();
        Integer[] order = IntStream.range(0, count).boxed().toArray(Integer[]::new);
        byte[] levels = new byte[count];
        for (int run : order) {
            levels[run] = (byte) bidi.getRunLevel(run);
        }
        Bidi.reorderVisually(levels, 0, order, 0, count);
        for (int run : order) {
            boolean rightToLeft = levels[run] % 2 == 1;
            List<Run> runs = byFont(text.substring(bidi.getRunStart(run), bidi.getRunLimit(run)));
            if (rightToLeft) {
                Collections.reverse(runs);
            }
            runs.forEach(ofFont -> add(ofFont, rightToLeft));
        }
    }

    private static List<Run> byFont(String text) {
        List<Run> runs = new ArrayList<>();
        int from = 0;
        FontFile current = null;
        for (int at = 0; at < text.length(); at = text.offsetByCodePoints(at, 1)) {
            FontFile font = font(text.codePointAt(at), current);
            if (current != null && font != current) {
                runs.add(new Run(text.substring(from, at), current));
                from = at;
            }
            current = font;
        }
        if (current != null) {
            runs.add(new Run(text.substring(from), current));
        }
        return runs;
    }

    /** Marks and join controls stay in the font of the characters before them. */
    private static FontFile font(int character, @Nullable FontFile current) {
        boolean belongsToNeighbour = PlainText.isJoinControl(character)
                || current != null && PlainText.isMark(character) && current.glyph(character) != 0;
        FontFile font = belongsToNeighbour && current != null ? current : FontFile.of(character);
        return font == null ? FontFile.DEFAULT : font;
    }

    private void add(Run run, boolean rightToLeft) {
        boolean joins = run.font().shaped() || run.text().codePoints().anyMatch(PlainText::isMark);
        Font layout = joins ? run.font().layoutFont() : null;
        if (layout == null) {
            addOneByOne(run, rightToLeft);
        } else {
            addLaidOut(run, layout, rightToLeft);
        }
    }

    private void addOneByOne(Run run, boolean rightToLeft) {
        int[] characters = run.text().codePoints().toArray();
        for (int index = 0; index < characters.length; index++) {
            int character = characters[rightToLeft ? characters.length - 1 - index : index];
            int shown = rightToLeft && Character.isMirrored(character) ? mirrored(character) : character;
            int glyph = run.font().glyph(shown);
            if (glyph != 0) {
                glyphs.add(new Glyph(run.font(), glyph, Character.toString(character), width, 0));
                width += run.font().advance(glyph);
            }
        }
    }

    private static int mirrored(int character) {
        int index = BRACKETS.indexOf(character);
        return index < 0 ? character : BRACKETS.charAt(index ^ 1);
    }

    private void addLaidOut(Run run, Font font, boolean rightToLeft) {
        char[] characters = run.text().toCharArray();
        GlyphVector laidOut = font.layoutGlyphVector(
                IN_FONT_UNITS,
                characters,
                0,
                characters.length,
                rightToLeft ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT);
        String[] texts = clusters(laidOut, run.text());
        for (int index = 0; index < laidOut.getNumGlyphs(); index++) {
            int glyph = laidOut.getGlyphCode(index);
            if (glyph < FIRST_INVISIBLE_GLYPH) {
                var position = laidOut.getGlyphPosition(index);
                glyphs.add(new Glyph(run.font(), glyph, texts[index], width + position.getX(), -position.getY()));
            }
        }
        width += laidOut.getGlyphPosition(laidOut.getNumGlyphs()).getX();
    }

    /** The first glyph of a group carries the text of the whole group. */
    private static String[] clusters(GlyphVector laidOut, String text) {
        NavigableMap<Integer, Integer> firstOfGroup = new TreeMap<>();
        for (int index = 0; index < laidOut.getNumGlyphs(); index++) {
            if (laidOut.getGlyphCode(index) < FIRST_INVISIBLE_GLYPH) {
                firstOfGroup.putIfAbsent(laidOut.getGlyphCharIndex(index), index);
            }
        }
        String[] texts = new String[laidOut.getNumGlyphs()];
        Arrays.fill(texts, NOTHING);
        firstOfGroup.forEach((start, glyph) -> {
            Integer end = firstOfGroup.higherKey(start);
            texts[glyph] = text.substring(start, end == null ? text.length() : end);
        });
        return texts;
    }
}
