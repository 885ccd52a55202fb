package io.compliancecenter.pdf;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDResources;

/**
 * The fonts of one document. Each is embedded with only the glyphs that are drawn and with their text, so that it can be
 * selected and searched. The same calls give the same bytes.
 *
 * <p>Not safe for use by several threads.
 */
public final class PdfFonts {

    static final HexFormat HEXADECIMAL = HexFormat.of().withUpperCase();

    private final PDDocument document;
    private final boolean withCidSet;
    private final Map<Kind, EmbeddedFont> fonts = new LinkedHashMap<>();

    private record Kind(FontFile file, boolean latin) {}

    /** @param withCidSet whether to list the glyphs of each font, which PDF/A-1 asks for and PDF 2.0 deprecates */
    public PdfFonts(PDDocument document, boolean withCidSet) {
        this.document = document;
        this.withCidSet = withCidSet;
    }

    /**
     * Writes the operators that show a line at the current position of a text object ({@code BT} to {@code ET}).
     *
     * @param content receives the operators (ISO 32000-1, 9.4), in ASCII
     * @param resources of the content; receives the fonts
     */
    public void show(StringBuilder content, PDResources resources, PdfText text, double size) {
        double pen = 0;
        double rise = 0;
        EmbeddedFont font = null;
        boolean open = false;
        for (Glyph glyph : text.glyphs()) {
            EmbeddedFont next = embedded(glyph);
            if (next != font || glyph.y() != rise) {
                content.append(open ? "] TJ\n" : "");
                open = false;
            }
            if (next != font) {
                font = next;
                add(font, resources);
                content.append('/')
                        .append(font.name().getName())
                        .append(' ')
                        .append(number(size))
                        .append(" Tf\n");
            }
            if (glyph.y() != rise) {
                rise = glyph.y();
                content.append(number(rise * size / 1000)).append(" Ts\n");
            }
            content.append(open ? "" : "[");
            open = true;
            long back = Math.round(pen - glyph.x());
            if (back != 0) {
                content.append(back);
                pen -= back;
            }
            content.append('<').append(font.code(glyph)).append('>');
            pen += font.width(glyph);
        }
        content.append(open ? "] TJ\n" : "");
        content.append(rise == 0 ? "" : "0 Ts\n");
    }

    /** Draws a line in the current fill colour, from a point on its base line; see {@link #show}. */
    public void draw(StringBuilder content, PDResources resources, PdfText text, double x, double y, double size) {
        content.append("BT\n1 0 0 1 ")
                .append(number(x))
                .append(' ')
                .append(number(y))
                .append(" Tm\n");
        show(content, resources, text, size);
        content.append("ET\n");
    }

    /** Embeds the used glyphs into the document. Call it once, after everything is drawn. */
    public void embed() throws IOException {
        for (EmbeddedFont font : fonts.values()) {
            font.embed(document, withCidSet);
        }
    }

    /** A number in PDF syntax, rounded to thousandths. */
    public static String number(double value) {
        return number(value, 3);
    }

    /** A number in PDF syntax, which has no exponents (ISO 32000-1, 7.3.3). */
    public static String number(double value, int decimals) {
        return BigDecimal.valueOf(value)
                .setScale(decimals, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private EmbeddedFont embedded(Glyph glyph) {
        Kind kind = new Kind(glyph.font(), LatinFont.has(glyph));
        COSName name = COSName.getPDFName("CC" + fonts.size());
        return fonts.computeIfAbsent(
                kind,
                fresh -> fresh.latin() ? new LatinFont(fresh.file(), name) : new CompositeFont(fresh.file(), name));
    }

    private static void add(EmbeddedFont font, PDResources resources) {
        COSDictionary all = resources.getCOSObject().getCOSDictionary(COSName.FONT);
        if (all == null) {
            all = new COSDictionary();
            resources.getCOSObject().setItem(COSName.FONT, all);
        }
        all.setItem(font.name(), font.dictionary());
    }
}
