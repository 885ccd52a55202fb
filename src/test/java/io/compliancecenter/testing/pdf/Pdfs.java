package io.compliancecenter.testing.pdf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Adler32;
import java.util.zip.Deflater;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.text.PDFTextStripper;

/** Small real PDFs, and what can be read in others. */
public final class Pdfs {

    private Pdfs() {}

    /** Changes a document before it is written. */
    public interface Change {
        void to(PDDocument document) throws IOException;
    }

    /** One A4 page with that text, so that each text gives other bytes. */
    public static byte[] page(String text) {
        return with(document -> addPage(document, text));
    }

    /** One page, and so many bytes that do not pack. */
    public static byte[] large(String text, int bytes) {
        return with(document -> {
            addPage(document, text);
            byte[] ballast = new byte[bytes];
            new Random(42).nextBytes(ballast);
            COSStream stream = document.getDocument().createCOSStream();
            try (OutputStream out = stream.createRawOutputStream()) {
                out.write(ballast);
            }
            document.getPage(0).getCOSObject().setItem(COSName.getPDFName("Ballast"), stream);
        });
    }

    /** So many spaces, deflated: about a thousandth of them. One piece is packed and then repeated, which takes no time. */
    public static byte[] deflatedSpaces(int mebibytes) {
        byte[] piece = " ".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        Adler32 checksum = new Adler32();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        // The first comes after the header. After a full flush nothing refers to what was before.
        packed.writeBytes(deflated(deflater, piece));
        checksum.update(piece);
        byte[] next = deflated(deflater, piece);
        for (int count = 1; count < mebibytes; count++) {
            packed.writeBytes(next);
            checksum.update(piece);
        }
        deflater.end();
        // An empty last block, and the checksum (RFC 1951, 3.2.6, and RFC 1950, 2.2)
        packed.writeBytes(new byte[] {3, 0});
        packed.writeBytes(
                ByteBuffer.allocate(4).putInt((int) checksum.getValue()).array());
        return packed.toByteArray();
    }

    private static byte[] deflated(Deflater deflater, byte[] piece) {
        byte[] packed = new byte[1 << 16];
        deflater.setInput(piece);
        return Arrays.copyOf(packed, deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH));
    }

    public static void addPage(PDDocument document, String text) throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            content.beginText();
            content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
            content.newLineAtOffset(72, 720);
            content.showText(text);
            content.endText();
        }
    }

    public static byte[] with(Change change) {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            document.setDocumentId(1L);
            change.to(document);
            document.save(bytes, CompressParameters.NO_COMPRESSION);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** All the text on the pages of a PDF. */
    public static String textOf(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        } catch (IOException notOne) {
            throw new UncheckedIOException(notOne);
        }
    }
}
