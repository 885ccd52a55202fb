package io.compliancecenter.pdf;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.fontbox.util.BoundingBox;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TrueType font among the resources. It is read when it is first needed, and then kept. */
final class FontFile {

    /** The tables that a PDF reader needs, which PDFBox embeds as well. */
    private static final List<String> EMBEDDED_TABLES =
            List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");

    private static final Logger log = LoggerFactory.getLogger(FontFile.class);

    private final String name;
    private final boolean shaped;
    private @Nullable Parsed parsed;
    private @Nullable Font layoutFont;
    private boolean layoutMissing;

    private record Parsed(TrueTypeFont font, CmapLookup characters, int unitsPerEm) {}

    /**
     * A font among the resources.
     *
     * @param name of the file, without {@code .ttf}
     * @param shaped whether its letters change or move with their neighbours
     */
    FontFile(String name, boolean shaped) {
        this.name = name;
        this.shaped = shaped;
    }

    boolean shaped() {
        return shaped;
    }

    /** The glyph of a character by the font's {@code cmap}; 0 if the font has none. */
    synchronized int glyph(int character) {
        return parsed().characters().getGlyphId(character);
    }

    /** In thousandths of the font's size. */
    synchronized double advance(int glyph) {
        try {
            return parsed().font().getAdvanceWidth(glyph) * 1000.0 / parsed().unitsPerEm();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    synchronized Metrics metrics() throws IOException {
        TrueTypeFont font = parsed().font();
        double scale = 1000.0 / parsed().unitsPerEm();
        return new Metrics(
                font.getName(),
                font.getFontBBox(),
                Math.round(font.getHorizontalHeader().getAscender() * scale),
                Math.round(font.getHorizontalHeader().getDescender() * scale));
    }

    /** In thousandths of the font's size. */
    record Metrics(String postScriptName, BoundingBox box, long ascent, long descent) {}

    /**
     * A font program with some of the glyphs only.
     *
     * @param oldToNew receives the new number of each glyph
     */
    synchronized byte[] subset(Set<Integer> glyphs, Map<Integer, Integer> oldToNew) throws IOException {
        TTFSubsetter subsetter = new TTFSubsetter(parsed().font(), EMBEDDED_TABLES);
        subsetter.addGlyphIds(glyphs);
        subsetter.getGIDMap().forEach((newGlyph, oldGlyph) -> oldToNew.put(oldGlyph, newGlyph));
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        subsetter.writeToStream(program);
        return program.toByteArray();
    }

    /** The font for Java's text layout, at 1000 units; null if this Java cannot lay out text. */
    synchronized @Nullable Font layoutFont() {
        if (layoutFont == null && !layoutMissing) {
            try (InputStream in = open()) {
                layoutFont = Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            } catch (FontFormatException | LinkageError | InternalError unsupported) {
                layoutMissing = true;
                log.warn(
                        "This Java has no text layout; names in some scripts are written letter by letter",
                        unsupported);
            }
        }
        return layoutFont;
    }

    private Parsed parsed() {
        if (parsed == null) {
            try (InputStream in = open()) {
                TrueTypeFont font = new TTFParser(true).parse(new RandomAccessReadBuffer(in.readAllBytes()));
                parsed = new Parsed(font, font.getUnicodeCmapLookup(false), font.getUnitsPerEm());
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return parsed;
    }

    private InputStream open() throws IOException {
        InputStream in = FontFile.class.getResourceAsStream("/fonts/" + name + ".ttf");
        if (in == null) {
            throw new IOException("The font " + name + " is missing");
        }
        return in;
    }
}
