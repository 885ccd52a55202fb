package io.compliancecenter.specimens;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/**
 * The first page.
 *
 * @param subtitle the kind of document
 * @param accent the colour of band and headings, dark enough for white text
 * @param facts what it states besides the dates
 */
record Cover(String title, String subtitle, String issuer, Color accent, Issue issue, List<Fact> facts) {

    static final String NOTICE = "This document was made up to show how the page works. It attests nothing.";

    private static final float BAND = 300;
    private static final float BOTTOM = Canvas.HEIGHT - BAND;
    private static final Style ISSUER = new Style(FontName.HELVETICA_BOLD, 9f, 12f, 0.9f, Color.WHITE);
    private static final Style TITLE = new Style(FontName.TIMES_BOLD, 35f, 40f, 0, Color.WHITE);
    private static final Style SUBTITLE = new Style(FontName.HELVETICA, 12.5f, 18f, 0, Color.WHITE);
    private static final Style VALUE = new Style(FontName.HELVETICA, 10.4f, 14f, 0, Style.INK);
    private static final Style WARNING = new Style(FontName.HELVETICA_BOLD, 10f, 14f, 1f, new Color(0xb3, 0x26, 0x1e));

    /** A line of the cover's list. */
    record Fact(String label, String value) {}

    void draw(Canvas canvas, Tags tags, PageFurniture furniture) throws IOException {
        furniture.drawMark(PageFurniture.MARK_ON_PAPER);
        drawBand(canvas, furniture);
        drawTitle(canvas, tags);
        float y = drawFacts(canvas, tags, BOTTOM - 52);
        drawNotice(canvas, tags, y - 26);
    }

    private void drawBand(Canvas canvas, PageFurniture furniture) throws IOException {
        canvas.artifact(() -> canvas.rectangle(accent, 0, BOTTOM, Canvas.WIDTH, BAND));
        PDRectangle band = new PDRectangle(0, BOTTOM, Canvas.WIDTH, BAND);
        canvas.clipped(band, () -> {
            furniture.drawMark(tint(0.08f));
            canvas.artifact(
                    () -> canvas.rings(tint(0.18f), Canvas.WIDTH - 40, BOTTOM + 36, 60, 96, 132, 168, 204, 240));
        });
        canvas.artifact(() -> {
            canvas.rectangle(tint(0.45f), 0, BOTTOM - 5, Canvas.WIDTH, 5);
            canvas.textToRight(ISSUER, Report.RIGHT, Canvas.HEIGHT - 62, "SPECIMEN");
        });
    }

    private void drawTitle(Canvas canvas, Tags tags) throws IOException {
        canvas.tagged(
                tags.element(StandardStructureTypes.P),
                StandardStructureTypes.P,
                () -> canvas.text(ISSUER, Report.LEFT, Canvas.HEIGHT - 62, issuer.toUpperCase(Locale.ENGLISH)));

        List<String> titleLines = canvas.wrap(TITLE, title, Report.WIDTH);
        List<String> subtitleLines = canvas.wrap(SUBTITLE, subtitle, Report.WIDTH - 60);
        float subtitleTop = BOTTOM + 30 + subtitleLines.size() * SUBTITLE.leading();
        float titleTop = subtitleTop + 12 + titleLines.size() * TITLE.leading();
        canvas.tagged(
                tags.element(StandardStructureTypes.H1),
                StandardStructureTypes.H1,
                () -> lines(canvas, TITLE, Report.LEFT, titleTop, titleLines));
        canvas.tagged(
                tags.element(StandardStructureTypes.P),
                StandardStructureTypes.P,
                () -> lines(canvas, SUBTITLE, Report.LEFT, subtitleTop, subtitleLines));
    }

    private float drawFacts(Canvas canvas, Tags tags, float top) throws IOException {
        float y = top;
        float indent = 128;
        for (Fact fact : allFacts()) {
            List<String> value = canvas.wrap(VALUE, fact.value(), Report.WIDTH - indent);
            float baseline = y;
            canvas.tagged(tags.element(StandardStructureTypes.P), StandardStructureTypes.P, () -> {
                canvas.text(Style.LABEL, Report.LEFT, baseline, fact.label().toUpperCase(Locale.ENGLISH));
                lines(canvas, VALUE, Report.LEFT + indent, baseline + VALUE.leading(), value);
            });
            y -= value.size() * VALUE.leading() + 12;
            float rule = y + 13;
            canvas.artifact(() -> canvas.rule(Style.HAIRLINE, 0.6f, Report.LEFT, rule, Report.WIDTH));
            y -= 8;
        }
        return y;
    }

    private void drawNotice(Canvas canvas, Tags tags, float top) throws IOException {
        float height = 66;
        canvas.artifact(() -> {
            canvas.rectangle(new Color(0xfd, 0xf1, 0xef), Report.LEFT, top - height, Report.WIDTH, height);
            canvas.rectangle(WARNING.colour(), Report.LEFT, top - height, 4, height);
        });
        canvas.tagged(tags.element(StandardStructureTypes.P), StandardStructureTypes.P, () -> {
            canvas.text(WARNING, Report.LEFT + 22, top - 27, "SPECIMEN");
            canvas.text(VALUE, Report.LEFT + 22, top - 46, NOTICE);
        });
    }

    private List<Fact> allFacts() {
        List<Fact> all = new ArrayList<>(facts);
        all.add(new Fact("Issued by", issuer));
        all.add(new Fact("Issued on", issue.issued()));
        all.add(new Fact("Valid until", issue.lastDay()));
        all.add(new Fact("Reference", issue.reference()));
        return all;
    }

    /** The accent, mixed with the given share of white. */
    Color tint(float white) {
        return new Color(
                Math.round(accent.getRed() + (255 - accent.getRed()) * white),
                Math.round(accent.getGreen() + (255 - accent.getGreen()) * white),
                Math.round(accent.getBlue() + (255 - accent.getBlue()) * white));
    }

    private static void lines(Canvas canvas, Style style, float x, float top, List<String> lines) throws IOException {
        for (int i = 0; i < lines.size(); i++) {
            canvas.text(style, x, top - (i + 1) * style.leading(), lines.get(i));
        }
    }
}
