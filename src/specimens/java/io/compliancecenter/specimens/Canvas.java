package io.compliancecenter.specimens;

import java.awt.Color;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.util.Matrix;

/** Draws on pages. Lengths are in points, from the page's lower left corner. */
final class Canvas implements Closeable {

    static final float WIDTH = PDRectangle.A4.getWidth();
    static final float HEIGHT = PDRectangle.A4.getHeight();

    private final PDDocument pdf;
    private final Tags tags;
    private final Map<FontName, PDType1Font> fonts = new EnumMap<>(FontName.class);
    private final List<PDPageContentStream> streams = new ArrayList<>();
    private int current = -1;

    Canvas(PDDocument pdf, Tags tags) {
        this.pdf = pdf;
        this.tags = tags;
    }

    void addPage() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        pdf.addPage(page);
        // Not compressed: the output of Java's deflater may differ between machines, and the files must not.
        streams.add(new PDPageContentStream(pdf, page, AppendMode.OVERWRITE, false));
        current = streams.size() - 1;
    }

    int pages() {
        return streams.size();
    }

    PDPage page() {
        return pdf.getPage(current);
    }

    /** Returns to an earlier page, to draw the number of pages. */
    void turnTo(int page) {
        current = page;
    }

    /** Draws content of a structure element. */
    void tagged(PDStructureElement element, String type, Drawing drawing) throws IOException {
        pen().beginMarkedContent(COSName.getPDFName(type), tags.mark(element, page()));
        drawing.draw();
        pen().endMarkedContent();
    }

    /** Draws content that is hidden from screen readers. */
    void artifact(Drawing drawing) throws IOException {
        pen().beginMarkedContent(COSName.ARTIFACT);
        drawing.draw();
        pen().endMarkedContent();
    }

    void text(Style style, float x, float baseline, String text) throws IOException {
        text(style, Matrix.getTranslateInstance(x, baseline), text);
    }

    void text(Style style, Matrix position, String text) throws IOException {
        pen().beginText();
        pen().setFont(font(style), style.size());
        pen().setCharacterSpacing(style.tracking());
        pen().setNonStrokingColor(style.colour());
        pen().setTextMatrix(position);
        pen().showText(text);
        pen().endText();
    }

    void textToRight(Style style, float rightEdge, float baseline, String text) throws IOException {
        text(style, rightEdge - width(style, text), baseline, text);
    }

    void rectangle(Color colour, float x, float y, float width, float height) throws IOException {
        pen().setNonStrokingColor(colour);
        pen().addRect(x, y, width, height);
        pen().fill();
    }

    void rule(Color colour, float thickness, float x, float y, float width) throws IOException {
        rectangle(colour, x, y, width, thickness);
    }

    /** Clips the drawing to the rectangle. */
    void clipped(PDRectangle area, Drawing drawing) throws IOException {
        pen().saveGraphicsState();
        pen().addRect(area.getLowerLeftX(), area.getLowerLeftY(), area.getWidth(), area.getHeight());
        pen().clip();
        drawing.draw();
        pen().restoreGraphicsState();
    }

    /** Concentric circles. */
    void rings(Color colour, float x, float y, float... radii) throws IOException {
        pen().setStrokingColor(colour);
        pen().setLineWidth(0.8f);
        for (float radius : radii) {
            // A quarter of a circle as a Bézier curve has its control points at this share of the radius.
            float handle = radius * 0.5523f;
            pen().moveTo(x + radius, y);
            pen().curveTo(x + radius, y + handle, x + handle, y + radius, x, y + radius);
            pen().curveTo(x - handle, y + radius, x - radius, y + handle, x - radius, y);
            pen().curveTo(x - radius, y - handle, x - handle, y - radius, x, y - radius);
            pen().curveTo(x + handle, y - radius, x + radius, y - handle, x + radius, y);
            pen().stroke();
        }
    }

    float width(Style style, String text) throws IOException {
        return font(style).getStringWidth(text) / 1000 * style.size() + style.tracking() * text.length();
    }

    /** Breaks a text into lines of at most the given width. White space is collapsed. */
    List<String> wrap(Style style, String text, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (line.isEmpty() || width(style, longer) <= width) {
                line = longer;
            } else {
                lines.add(line);
                line = word;
            }
            if (width(style, line) > width) {
                throw new IllegalArgumentException("'" + line + "' is wider than " + width + " points");
            }
        }
        lines.add(line);
        return lines;
    }

    @Override
    public void close() throws IOException {
        for (PDPageContentStream stream : streams) {
            stream.close();
        }
    }

    private PDType1Font font(Style style) {
        return fonts.computeIfAbsent(style.font(), PDType1Font::new);
    }

    private PDPageContentStream pen() {
        return streams.get(current);
    }

    /** A drawing operation. */
    @FunctionalInterface
    interface Drawing {
        void draw() throws IOException;
    }
}
