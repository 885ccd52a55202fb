package io.compliancecenter.pdf;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;

/**
 * The characters and the widths of a font, in little memory.
 *
 * @param characters in ascending order
 * @param glyphs the number of the glyph of each character
 * @param advances of all glyphs, in the font's units
 */
record GlyphTable(int[] characters, int[] glyphs, int[] advances, int unitsPerEm) {

    static GlyphTable of(TrueTypeFont font) throws IOException {
        CmapLookup cmap = font.getUnicodeCmapLookup(false);
        int count = font.getNumberOfGlyphs();
        int[] characters = IntStream.range(1, count)
                .mapToObj(cmap::getCharCodes)
                .filter(codes -> codes != null)
                .flatMapToInt(codes -> codes.stream().mapToInt(Integer::intValue))
                .sorted()
                .distinct()
                .toArray();
        int[] advances = new int[count];
        for (int glyph = 0; glyph < count; glyph++) {
            advances[glyph] = font.getAdvanceWidth(glyph);
        }
        return new GlyphTable(
                characters, Arrays.stream(characters).map(cmap::getGlyphId).toArray(), advances, font.getUnitsPerEm());
    }

    /** The glyph of a character; 0 if there is none. */
    int glyph(int character) {
        int index = Arrays.binarySearch(characters, character);
        return index < 0 ? 0 : glyphs[index];
    }

    /** In thousandths of the font's size. */
    double advance(int glyph) {
        return advances[glyph] * 1000.0 / unitsPerEm;
    }
}
