package io.compliancecenter.benchmark.download;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Random;
import org.apache.pdfbox.Loader;
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
            document.save(bytes);
            return signed ? sign(bytes.toByteArray()) : bytes.toByteArray();
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

    /** With any bytes as the signature: nobody verifies it. */
    private static byte[] sign(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf);
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            PDSignature signature = new PDSignature();
            signature.setFilter(PDSignature.FILTER_ADOBE_PPKLITE);
            signature.setSubFilter(PDSignature.SUBFILTER_ADBE_PKCS7_DETACHED);
            document.addSignature(signature, content -> new byte[] {0x30, 0});
            document.saveIncremental(bytes);
            return bytes.toByteArray();
        }
    }
}
