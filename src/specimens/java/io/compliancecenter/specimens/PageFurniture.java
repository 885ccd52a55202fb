package io.compliancecenter.specimens;

import java.awt.Color;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.util.Matrix;

/** The SPECIMEN mark, the notice and the footer of every page. */
final class PageFurniture {

    private static final String NOTICE = "attests nothing, made up to show how the page works";
    static final Color MARK_ON_PAPER = new Color(0xf3, 0xf4, 0xf6);

    private static final Style MARK = new Style(FontName.HELVETICA_BOLD, 104f, 104f, 6f, MARK_ON_PAPER);
    private static final Style WORD = new Style(FontName.HELVETICA_BOLD, 8f, 10f, 0.8f, new Color(0xb3, 0x26, 0x1e));

    private final Canvas canvas;
    private final Cover cover;

    PageFurniture(Canvas canvas, Cover cover) {
        this.canvas = canvas;
        this.cover = cover;
    }

    /** Drawn before the text, so that the text stays readable over the mark. */
    void drawMark(Color colour) throws IOException {
        canvas.artifact(() -> {
            double slope = Math.toRadians(54);
            float length = canvas.width(MARK, "SPECIMEN");
            float x = (float) (Canvas.WIDTH / 2 - Math.cos(slope) * length / 2 + Math.sin(slope) * MARK.size() * 0.36);
            float y = (float) (Canvas.HEIGHT / 2 - Math.sin(slope) * length / 2 - Math.cos(slope) * MARK.size() * 0.36);
            canvas.text(MARK.in(colour), Matrix.getRotateInstance(slope, x, y), "SPECIMEN");
        });
    }

    void drawHeader() throws IOException {
        canvas.artifact(() -> {
            float baseline = Canvas.HEIGHT - 46;
            canvas.text(WORD, Report.LEFT, baseline, "SPECIMEN");
            float beside = Report.LEFT + canvas.width(WORD, "SPECIMEN") + 4;
            canvas.text(Style.FURNITURE, beside, baseline, NOTICE);
            canvas.textToRight(Style.FURNITURE, Report.RIGHT, baseline, cover.title());
            canvas.rule(cover.accent(), 1.2f, Report.LEFT, Canvas.HEIGHT - 56, Report.WIDTH);
        });
    }

    void drawFooter(int page, int pages) throws IOException {
        canvas.artifact(() -> {
            canvas.rule(Style.HAIRLINE, 0.6f, Report.LEFT, 54, Report.WIDTH);
            canvas.text(
                    Style.FURNITURE,
                    Report.LEFT,
                    40,
                    cover.issuer() + "  ·  " + cover.issue().reference());
            canvas.textToRight(Style.FURNITURE, Report.RIGHT, 40, "Page " + page + " of " + pages);
        });
    }
}
