package io.compliancecenter.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDSignatureField;

/** Generates certificates with pages full of text. */
final class CertificatePdfs {

    private static final int LINES = 50;
    private static final String ALPHABET = "etaoin shrdlu cmfwyp vbgkqj ";

    private CertificatePdfs() {}

    /**
     * A certificate.
     *
     * @param signed whether it has a digital signature, so that it is not stamped
     * @param ballast bytes of incompressible data, like a picture
     */
    static byte[] of(String title, int pages, boolean signed, int ballast) throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            Random random = new Random(title.length());
            PDFont font = new PDType1Font(Standard14Fonts.FontName.TIMES_ROMAN);
            for (int page = 1; page <= pages; page++) {
                write(document, font, title + ", page " + page, random);
            }
            if (ballast > 0) {
                addBallast(document, random, ballast);
            }
            if (signed) {
                sign(document);
            }
            document.save(bytes);
            return bytes.toByteArray();
        }
    }

    private static void write(PDDocument document, PDFont font, String head, Random random) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(font, 10);
            content.setLeading(14);
            content.newLineAtOffset(72, 780);
            content.showText(head);
            for (int line = 1; line < LINES; line++) {
                content.newLine();
                content.showText(random.ints(90, 0, ALPHABET.length())
                        .mapToObj(at -> ALPHABET.substring(at, at + 1))
                        .reduce("", String::concat));
            }
            content.endText();
        }
    }

    private static void addBallast(PDDocument document, Random random, int size) throws IOException {
        byte[] ballast = new byte[size];
        random.nextBytes(ballast);
        COSStream stream = document.getDocument().createCOSStream();
        try (OutputStream out = stream.createRawOutputStream()) {
            out.write(ballast);
        }
        document.getPage(0).getCOSObject().setItem(COSName.getPDFName("Ballast"), stream);
    }

    private static void sign(PDDocument document) throws IOException {
        PDAcroForm form = new PDAcroForm(document);
        document.getDocumentCatalog().setAcroForm(form);
        PDSignatureField field = new PDSignatureField(form);
        form.getFields().add(field);
        PDSignature signature = new PDSignature();
        signature.setByteRange(new int[] {0, 1, 2, 3});
        field.setValue(signature);
    }
}
