package io.compliancecenter.evidence.receipt;

import static io.compliancecenter.pdf.PdfFonts.number;

import io.compliancecenter.pdf.PdfFonts;
import io.compliancecenter.pdf.PdfText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;

/** Lays out text from top to bottom, and starts a new page when one is full. All distances are in points. */
final class ReceiptPages {

    private static final double MARGIN = 56;
    private static final double FOOTER = 34;
    private static final double LEADING = 1.4;

    private static final double WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;

    private static final String BLACK = "0.1 g\n";
    private static final String GREY = "0.4 g\n";

    private final PDDocument document;
    private final PdfFonts fonts;
    private final List<Sheet> sheets = new ArrayList<>();
    private double y;

    private record Sheet(PDPage page, PDResources resources, StringBuilder content) {}

    ReceiptPages(PDDocument document) {
        this.document = document;
        this.fonts = new PdfFonts(document, false);
        newPage();
    }

    /** @param space below the paragraph */
    void paragraph(String text, double size, double space) {
        for (PdfText line : wrap(text, size, WIDTH)) {
            down(size * LEADING);
            draw(line, BLACK, MARGIN, size);
        }
        y -= space;
    }

    void heading(String text, double size) {
        // Keep it together with the text below
        if (y < MARGIN + 5 * size * LEADING) {
            newPage();
        }
        y -= size;
        paragraph(text, size, 2);
        rule();
    }

    /** A thin line across the page. */
    void rule() {
        y -= 3;
        sheet().content()
                .append("0.85 G\n0.5 w\n")
                .append(number(MARGIN))
                .append(' ')
                .append(number(y))
                .append(" m ")
                .append(number(MARGIN + WIDTH))
                .append(' ')
                .append(number(y))
                .append(" l S\n");
    }

    /** A label with its value beside it. */
    void pair(String label, String value, double valueSize, double labelSize, double labelWidth) {
        List<PdfText> labels = wrap(label, labelSize, labelWidth - 8);
        List<PdfText> values = wrap(value, valueSize, WIDTH - labelWidth);
        for (int line = 0; line < Math.max(labels.size(), values.size()); line++) {
            down(labelSize * LEADING);
            if (line < labels.size()) {
                draw(labels.get(line), GREY, MARGIN, labelSize);
            }
            if (line < values.size()) {
                draw(values.get(line), BLACK, MARGIN + labelWidth, valueSize);
            }
        }
        y -= 2;
    }

    /** Completes all pages, each with a footer and its number. */
    void finish(PdfText footer, double size) throws IOException {
        for (int number = 0; number < sheets.size(); number++) {
            Sheet sheet = sheets.get(number);
            PdfText page = PdfText.of((number + 1) + " / " + sheets.size());
            sheet.content().append(GREY);
            fonts.draw(sheet.content(), sheet.resources(), footer, MARGIN, FOOTER, size);
            fonts.draw(sheet.content(), sheet.resources(), page, MARGIN + WIDTH - page.width(size), FOOTER, size);
            PDStream stream = new PDStream(document);
            try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
                out.write(sheet.content().toString().getBytes(StandardCharsets.US_ASCII));
            }
            sheet.page().setContents(stream);
        }
        fonts.embed();
    }

    private void down(double distance) {
        if (y - distance < MARGIN) {
            newPage();
        }
        y -= distance;
    }

    private void newPage() {
        PDPage page = new PDPage(PDRectangle.A4);
        PDResources resources = new PDResources();
        page.setResources(resources);
        document.addPage(page);
        sheets.add(new Sheet(page, resources, new StringBuilder()));
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    private Sheet sheet() {
        return sheets.get(sheets.size() - 1);
    }

    private void draw(PdfText text, String colour, double x, double size) {
        sheet().content().append(colour);
        fonts.draw(sheet().content(), sheet().resources(), text, x, y, size);
    }

    /** Breaks a text into lines that fit the width, and words only if they do not fit a line. */
    private static List<PdfText> wrap(String text, double size, double width) {
        List<PdfText> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String longer = line.isEmpty() ? word : line + ' ' + word;
            if (PdfText.of(longer).width(size) <= width) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(PdfText.of(line));
            }
            line = word;
            while (PdfText.of(line).width(size) > width) {
                int fits = fits(line, size, width);
                lines.add(PdfText.of(line.substring(0, fits)));
                line = line.substring(fits);
            }
        }
        lines.add(PdfText.of(line));
        return lines;
    }

    /** The length of the beginning that fits, in chars; at least one character. */
    private static int fits(String word, double size, double width) {
        int end = word.offsetByCodePoints(0, 1);
        while (end < word.length()) {
            int next = word.offsetByCodePoints(end, 1);
            if (PdfText.of(word.substring(0, next)).width(size) > width) {
                break;
            }
            end = next;
        }
        return end;
    }
}
