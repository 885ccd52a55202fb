package io.compliancecenter.specimens;

import java.awt.Color;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * How a piece of text looks.
 *
 * @param size height of the font, in points
 * @param leading the distance between baselines, in points
 * @param tracking added between characters, in points; above a tenth of the size, text extraction splits words
 */
record Style(FontName font, float size, float leading, float tracking, Color colour) {

    static final Color INK = new Color(0x22, 0x26, 0x2b);
    static final Color QUIET = new Color(0x5a, 0x62, 0x6b);
    static final Color HAIRLINE = new Color(0xd0, 0xd5, 0xda);

    static final Style BODY = new Style(FontName.HELVETICA, 9.6f, 14.2f, 0, INK);
    static final Style STRONG = BODY.with(FontName.HELVETICA_BOLD);
    static final Style CELL = new Style(FontName.HELVETICA, 8.6f, 11.6f, 0, INK);
    static final Style CELL_HEAD = CELL.with(FontName.HELVETICA_BOLD);
    static final Style LABEL = new Style(FontName.HELVETICA_BOLD, 7.4f, 10f, 0.7f, QUIET);
    static final Style FURNITURE = new Style(FontName.HELVETICA, 7.6f, 10f, 0, QUIET);
    static final Style HEADING = new Style(FontName.TIMES_BOLD, 17f, 21f, 0, INK);
    static final Style SUBHEADING = new Style(FontName.HELVETICA_BOLD, 10.8f, 14f, 0, INK);
    static final Style SIGNATURE = new Style(FontName.TIMES_ITALIC, 22f, 24f, 0, INK);

    Style with(FontName other) {
        return new Style(other, size, leading, tracking, colour);
    }

    Style in(Color other) {
        return new Style(font, size, leading, tracking, other);
    }
}
