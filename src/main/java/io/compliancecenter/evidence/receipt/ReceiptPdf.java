package io.compliancecenter.evidence.receipt;

import io.compliancecenter.evidence.EvidenceEntry;
import io.compliancecenter.evidence.receipt.ReceiptText.Line;
import io.compliancecenter.evidence.receipt.ReceiptText.Section;
import io.compliancecenter.pdf.PdfText;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.LineBreakRendering;
import org.commonmark.renderer.text.TextContentRenderer;

/** Writes a receipt as a PDF: the same text as its page, with the terms in full. */
final class ReceiptPdf {

    private static final double TITLE = 18;
    private static final double HEADING = 11;
    private static final double TEXT = 9;
    private static final double SMALL = 7.5;

    private static final double LABELS = 150;
    private static final double GAP = 5;

    private static final Parser MARKDOWN = Parser.builder().build();

    private static final TextContentRenderer PLAIN = TextContentRenderer.builder()
            .lineBreakRendering(LineBreakRendering.SEPARATE_BLOCKS)
            .build();

    private ReceiptPdf() {}

    /**
     * Writes the PDF.
     *
     * @param termsTitle the heading above the terms
     * @param note the text at the end
     */
    static void write(
            Receipt receipt, ReceiptText text, String termsTitle, String note, Locale reader, OutputStream out)
            throws IOException {
        try (PDDocument document = new PDDocument()) {
            describe(document, receipt, text, reader);
            ReceiptPages pages = new ReceiptPages(document);
            pages.paragraph(text.title(), TITLE, 0);
            pages.paragraph(text.statement(), TEXT, 0);
            for (Section section : text.sections()) {
                pages.heading(section.title(), HEADING);
                for (Line line : section.lines()) {
                    pages.pair(line.label(), line.value(), line.code() ? SMALL : TEXT, TEXT, LABELS);
                }
            }
            pages.heading(termsTitle, HEADING);
            for (String paragraph :
                    PLAIN.render(MARKDOWN.parse(receipt.terms())).split("\n+")) {
                pages.paragraph(paragraph, TEXT, GAP);
            }
            pages.rule();
            pages.paragraph(note, SMALL, GAP);
            pages.finish(footer(receipt), SMALL);
            document.save(out, CompressParameters.NO_COMPRESSION);
        }
    }

    private static PdfText footer(Receipt receipt) {
        EvidenceEntry entry = receipt.entry();
        return PdfText.of(entry.header().chain() + " · " + entry.sequence() + " · " + entry.hash());
    }

    private static void describe(PDDocument document, Receipt receipt, ReceiptText text, Locale reader) {
        PDDocumentInformation information = document.getDocumentInformation();
        information.setTitle(text.title() + " " + receipt.payload().text("acceptance"));
        document.getDocumentCatalog().setLanguage(reader.toLanguageTag());
        // The same receipt has the same bytes.
        document.setDocumentId(receipt.entry().sequence());
    }
}
