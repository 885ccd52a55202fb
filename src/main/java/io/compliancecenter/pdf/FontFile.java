package io.compliancecenter.pdf;

import java.awt.Font;
import java.awt.FontFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TTFSubsetter;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * A TrueType font among the resources. It is read when it is first needed. Its characters and widths are kept; the font itself is
 * kept while there is memory for it, because all of them together take 40 MB.
 */
final class FontFile {

    private static final Logger log = LoggerFactory.getLogger(FontFile.class);

    /** The tables that a PDF reader needs, which PDFBox embeds as well. */
    private static final List<String> EMBEDDED_TABLES =
            List.of("head", "hhea", "loca", "maxp", "cvt ", "prep", "glyf", "hmtx", "fpgm", "gasp");

    private static final String SHAPED_SCRIPTS =
            "Hebrew Arabic Devanagari Bengali Gujarati Gurmukhi Tamil Telugu Kannada Malayalam"
                    + " Sinhala Oriya Thai Lao Khmer Myanmar Georgian Armenian Ethiopic";

    static final FontFile DEFAULT = new FontFile("NotoSans-Regular", false);

    /** In order of preference. The last two have a glyph for almost every character. */
    private static final List<FontFile> ALL = Stream.of(
                    Stream.of(DEFAULT),
                    Stream.of(SHAPED_SCRIPTS.split(" "))
                            .map(script -> new FontFile("NotoSans" + script + "-Regular", true)),
                    Stream.of("DroidSansFallbackFull", "ComplianceHangul", "Unifont", "UnifontUpper")
                            .map(name -> new FontFile(name, false)))
            .flatMap(fonts -> fonts)
            .toList();

    private final String name;
    private final boolean shaped;
    private final Supplier<Optional<Font>> layoutFont = SingletonSupplier.of(this::readLayoutFont);

    private final Supplier<GlyphTable> glyphs = SingletonSupplier.of(this::readGlyphs);

    private SoftReference<TrueTypeFont> font = new SoftReference<>(null);

    private FontFile(String name, boolean shaped) {
        this.name = name;
        this.shaped = shaped;
    }

    /** The first font with a glyph for the character; null if there is none. */
    static @Nullable FontFile of(int character) {
        for (FontFile font : ALL) {
            if (font.glyph(character) != 0) {
                return font;
            }
        }
        return null;
    }

    /** Whether its letters change or move with their neighbours. */
    boolean shaped() {
        return shaped;
    }

    /** The glyph of a character by the font's {@code cmap}; 0 if the font has none. */
    int glyph(int character) {
        return glyphs.get().glyph(character);
    }

    /** In thousandths of the font's size. */
    double advance(int glyph) {
        return glyphs.get().advance(glyph);
    }

    /** The font's name and dimensions, without a font program. */
    synchronized PDFontDescriptor descriptor() throws IOException {
        TrueTypeFont font = font();
        double scale = 1000.0 / font.getUnitsPerEm();
        long ascent = Math.round(font.getHorizontalHeader().getAscender() * scale);
        long descent = Math.round(font.getHorizontalHeader().getDescender() * scale);
        COSDictionary dictionary = new COSDictionary();
        dictionary.setItem(COSName.TYPE, COSName.FONT_DESC);
        PDFontDescriptor descriptor = new PDFontDescriptor(dictionary);
        descriptor.setFontName(font.getName());
        // It has its own encoding.
        descriptor.setSymbolic(true);
        descriptor.setFontBoundingBox(new PDRectangle(font.getFontBBox()));
        descriptor.setItalicAngle(0);
        descriptor.setAscent(ascent);
        descriptor.setDescent(descent);
        descriptor.setCapHeight(ascent);
        descriptor.setStemV(80);
        return descriptor;
    }

    /**
     * A font program with some of the glyphs only.
     *
     * @param oldToNew receives the new number of each glyph
     */
    synchronized byte[] subset(Set<Integer> glyphs, Map<Integer, Integer> oldToNew) throws IOException {
        TTFSubsetter subsetter = new TTFSubsetter(font(), EMBEDDED_TABLES);
        subsetter.addGlyphIds(glyphs);
        subsetter.getGIDMap().forEach((newGlyph, oldGlyph) -> oldToNew.put(oldGlyph, newGlyph));
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        subsetter.writeToStream(program);
        return program.toByteArray();
    }

    /** A font program with the glyphs of some characters, and a {@code cmap} that finds them. */
    synchronized byte[] subset(Set<Integer> characters) throws IOException {
        List<String> tables = Stream.concat(EMBEDDED_TABLES.stream(), Stream.of("cmap", "post"))
                .toList();
        TTFSubsetter subsetter = new TTFSubsetter(font(), tables);
        characters.forEach(subsetter::add);
        ByteArrayOutputStream program = new ByteArrayOutputStream();
        subsetter.writeToStream(program);
        return program.toByteArray();
    }

    /** The font for Java's text layout, at 1000 units; null if this Java cannot lay out text. */
    @Nullable
    Font layoutFont() {
        return layoutFont.get().orElse(null);
    }

    private Optional<Font> readLayoutFont() {
        try (InputStream in = open()) {
            return Optional.of(Font.createFont(Font.TRUETYPE_FONT, in).deriveFont(1000f));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (FontFormatException | LinkageError | InternalError unsupported) {
            log.warn("This Java has no text layout; names in some scripts are written letter by letter", unsupported);
            return Optional.empty();
        }
    }

    private GlyphTable readGlyphs() {
        try {
            return GlyphTable.of(font());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private synchronized TrueTypeFont font() throws IOException {
        TrueTypeFont known = font.get();
        if (known == null) {
            try (InputStream in = open()) {
                known = new TTFParser(true).parse(new RandomAccessReadBuffer(in.readAllBytes()));
            }
            font = new SoftReference<>(known);
        }
        return known;
    }

    private InputStream open() throws IOException {
        InputStream in = FontFile.class.getResourceAsStream("/fonts/" + name + ".ttf");
        if (in == null) {
            throw new IOException("The font " + name + " is missing");
        }
        return in;
    }
}
