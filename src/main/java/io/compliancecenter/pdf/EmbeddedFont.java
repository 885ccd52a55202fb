package io.compliancecenter.pdf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Collection;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;

/** A font in a document, which embeds the glyphs that were drawn. */
abstract class EmbeddedFont {

    private final FontFile file;
    private final COSName name;
    private final COSDictionary dictionary = new COSDictionary();

    /** @param name of the font among the resources */
    EmbeddedFont(FontFile file, COSName name) {
        this.file = file;
        this.name = name;
        dictionary.setItem(COSName.TYPE, COSName.FONT);
    }

    final FontFile file() {
        return file;
    }

    final COSName name() {
        return name;
    }

    final COSDictionary dictionary() {
        return dictionary;
    }

    /** The code of a glyph in a string of the content, in hexadecimal. */
    abstract String code(Glyph glyph);

    /** The width that the document declares. */
    final int width(Glyph glyph) {
        return width(glyph.number());
    }

    final int width(int glyph) {
        return (int) Math.round(file.advance(glyph));
    }

    abstract void embed(PDDocument document, boolean withCidSet) throws IOException;

    final PDFontDescriptor descriptor(PDDocument document, Collection<Integer> glyphs, byte[] program)
            throws IOException {
        PDFontDescriptor descriptor = file.descriptor();
        descriptor.setFontName(tag(glyphs) + descriptor.getFontName());
        PDStream programStream = stream(document, program);
        programStream.getCOSObject().setInt(COSName.LENGTH1, program.length);
        descriptor.setFontFile2(programStream);
        return descriptor;
    }

    /** Six letters that distinguish subsets (ISO 32000-1, 9.6.4). */
    private static String tag(Collection<Integer> glyphs) {
        long hash = glyphs.hashCode() & 0xFFFFFFFFL;
        StringBuilder tag = new StringBuilder();
        for (int letter = 0; letter < 6; letter++) {
            tag.append((char) ('A' + hash % 26));
            hash /= 26;
        }
        return tag.append('+').toString();
    }

    static PDStream stream(PDDocument document, byte[] content) throws IOException {
        return new PDStream(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE);
    }
}
