package io.compliancecenter.pdf;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/**
 * A simple TrueType font (ISO 32000-1, 9.6.3) for the characters of Latin-1. Its text survives a conversion to PostScript, which
 * keeps the names of the glyphs, but no map from a composite font's codes to text.
 */
final class LatinFont extends EmbeddedFont {

    /** By character, whose code in WinAnsiEncoding is its number. */
    private final TreeMap<Integer, Integer> glyphs = new TreeMap<>();

    LatinFont(FontFile file, COSName name) {
        super(file, name);
    }

    /** Whether a glyph is one that such a font has. */
    static boolean has(Glyph glyph) {
        String text = glyph.text();
        int character = text.charAt(0);
        return text.length() == 1
                && (character >= 0x20 && character < 0x7F || character > 0xA0 && character <= 0xFF && character != 0xAD)
                && glyph.number() == glyph.font().glyph(character);
    }

    @Override
    String code(Glyph glyph) {
        int character = glyph.text().charAt(0);
        glyphs.put(character, glyph.number());
        return PdfFonts.HEXADECIMAL.toHexDigits((byte) character);
    }

    @Override
    void embed(PDDocument document, boolean withCidSet) throws IOException {
        PDFontDescriptor descriptor = descriptor(document, glyphs.keySet(), file().subset(glyphs.keySet()));
        descriptor.setSymbolic(false);
        descriptor.setNonSymbolic(true);
        List<Integer> widths = IntStream.rangeClosed(glyphs.firstKey(), glyphs.lastKey())
                .mapToObj(character -> width(glyphs.getOrDefault(character, 0)))
                .toList();

        dictionary().setItem(COSName.SUBTYPE, COSName.TRUE_TYPE);
        dictionary().setName(COSName.BASE_FONT, descriptor.getFontName());
        dictionary().setItem(COSName.ENCODING, COSName.WIN_ANSI_ENCODING);
        dictionary().setInt(COSName.FIRST_CHAR, glyphs.firstKey());
        dictionary().setInt(COSName.LAST_CHAR, glyphs.lastKey());
        dictionary().setItem(COSName.WIDTHS, COSArray.ofCOSIntegers(widths));
        dictionary().setItem(COSName.FONT_DESC, descriptor);
    }
}
