package io.compliancecenter.evidence.receipt;

import static io.compliancecenter.pdf.PdfFonts.number;

import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.receipt.ReceiptText.Line;
import io.compliancecenter.evidence.receipt.ReceiptText.Section;
import io.compliancecenter.evidence.receipt.Receipts.Receipt;
import io.compliancecenter.pdf.PdfFonts;
import io.compliancecenter.pdf.PdfText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Writes a receipt as a PDF: the same text as its page, with the terms in full. All distances are in points. */
final class ReceiptPdf {

    private static final double MARGIN = 56;
    private static final double FOOTER = 34;
    private static final double LEADING = 1.4;
    private static final double WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
    private static final double LABELS = 150;
    private static final double GAP = 5;

    private static final double TITLE = 18;
    private static final double HEADING = 11;
    private static final double TEXT = 9;
    private static final double SMALL = 7.5;

    private static final String BLACK = "0.1 g\n";
    private static final String GREY = "0.4 g\n";

    private static final Pattern WORD = Pattern.compile("\\S+\\s*");
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    private static final Parser MARKDOWN = Parser.builder().build();

    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    private final PDDocument document;
    private final PdfFonts fonts;
    private final List<Sheet> sheets = new ArrayList<>();
    private double y;

    private record Sheet(PDPage page, StringBuilder content) {

        void draw(PdfFonts fonts, PdfText text, String colour, double x, double y, double size) {
            fonts.draw(content.append(colour), page.getResources(), text, x, y, size);
        }
    }

    private ReceiptPdf(PDDocument document) {
        this.document = document;
        this.fonts = new PdfFonts(document, false);
        newPage();
    }

    static void write(Receipt receipt, ReceiptText text, Locale reader, OutputStream out) throws IOException {
        try (PDDocument document = new PDDocument()) {
            EvidenceEntry entry = receipt.entry();
            document.getDocumentInformation().setTitle(text.title() + " " + receipt.id());
            document.getDocumentCatalog().setLanguage(reader.toLanguageTag());
            // The same receipt has the same bytes.
            document.setDocumentId(entry.sequence());
            ReceiptPdf pages = new ReceiptPdf(document);
            pages.paragraph(text.title(), TITLE, 0);
            pages.paragraph(text.statement(), TEXT, 0);
            for (Section section : text.sections()) {
                pages.heading(section.title());
                for (Line line : section.lines()) {
                    pages.pair(line.label(), line.value(), line.code() ? SMALL : TEXT);
                }
            }
            if (receipt.terms() != null) {
                pages.heading(text.termsTitle());
                for (String paragraph :
                        PLAIN.render(MARKDOWN.parse(receipt.terms())).split("\n+")) {
                    pages.paragraph(paragraph, TEXT, GAP);
                }
            }
            pages.rule();
            pages.paragraph(text.note(), SMALL, GAP);
            pages.finish(PdfText.of(entry.header().chain() + " · " + entry.sequence() + " · " + entry.hash()));
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    /** @param space below the paragraph */
    private void paragraph(String text, double size, double space) {
        for (PdfText line : wrap(text, size, WIDTH)) {
            down(size * LEADING);
            draw(line, BLACK, MARGIN, size);
        }
        y -= space;
    }

    private void heading(String text) {
        // Keep it together with the text below
        if (y < MARGIN + 5 * HEADING * LEADING) {
            newPage();
        }
        y -= HEADING;
        paragraph(text, HEADING, 2);
        rule();
    }

    /** A thin line across the page. */
    private void rule() {
        y -= 3;
        sheet().content()
                .append("0.85 G\n0.5 w\n%s %s m %s %s l S\n"
                        .formatted(number(MARGIN), number(y), number(MARGIN + WIDTH), number(y)));
    }

    /** A label with its value beside it. */
    private void pair(String label, String value, double valueSize) {
        List<PdfText> labels = wrap(label, TEXT, LABELS - 8);
        List<PdfText> values = wrap(value, valueSize, WIDTH - LABELS);
        for (int line = 0; line < Math.max(labels.size(), values.size()); line++) {
            down(TEXT * LEADING);
            if (line < labels.size()) {
                draw(labels.get(line), GREY, MARGIN, TEXT);
            }
            if (line < values.size()) {
                draw(values.get(line), BLACK, MARGIN + LABELS, valueSize);
            }
        }
        y -= 2;
    }

    /** Completes all pages, each with a footer and its number. */
    private void finish(PdfText footer) throws IOException {
        for (int number = 0; number < sheets.size(); number++) {
            Sheet sheet = sheets.get(number);
            PdfText page = PdfText.of((number + 1) + " / " + sheets.size());
            sheet.draw(fonts, footer, GREY, MARGIN, FOOTER, SMALL);
            sheet.draw(fonts, page, GREY, MARGIN + WIDTH - page.width(SMALL), FOOTER, SMALL);
            byte[] content = sheet.content().toString().getBytes(StandardCharsets.US_ASCII);
            sheet.page().setContents(new PDStream(document, new ByteArrayInputStream(content), COSName.FLATE_DECODE));
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
        page.setResources(new PDResources());
        document.addPage(page);
        sheets.add(new Sheet(page, new StringBuilder()));
        y = PDRectangle.A4.getHeight() - MARGIN;
    }

    private Sheet sheet() {
        return sheets.get(sheets.size() - 1);
    }

    private void draw(PdfText text, String colour, double x, double size) {
        sheet().draw(fonts, text, colour, x, y, size);
    }

    /** Breaks a text into lines that fit the width, and words only if they do not fit a line. */
    private static List<PdfText> wrap(String text, double size, double width) {
        List<PdfText> lines = new ArrayList<>();
        String line = "";
        for (String piece : pieces(text, size, width)) {
            if (!line.isEmpty() && PdfText.of((line + piece).strip()).width(size) > width) {
                lines.add(PdfText.of(line.strip()));
                line = "";
            }
            line += piece;
        }
        lines.add(PdfText.of(line.strip()));
        return lines;
    }

    /** Words with the space after them, or the characters of a word that does not fit a line. */
    private static List<String> pieces(String text, double size, double width) {
        return WORD.matcher(text.strip())
                .results()
                .map(MatchResult::group)
                .flatMap(word -> PdfText.of(word.strip()).width(size) <= width
                        ? Stream.of(word)
                        : CHARACTER.matcher(word).results().map(MatchResult::group))
                .toList();
    }
}
