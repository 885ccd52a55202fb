package io.compliancecenter.tracing;

import io.compliancecenter.stamping.Serial;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Searches a file for serials, in all places where a copy has them or another program may have put them. The check digits tell a
 * serial from text that only looks like one.
 *
 * <p>It is a main class of its own, see {@link SerialScanProcess}. It prints one line for each find: the serial, the page or 0,
 * and the place.
 */
final class SerialScan {

    static final String RESULT = "found: ";
    static final String END = "end";
    static final String BYTES = "bytes of the file, which cannot be read as a PDF";

    /** Six groups of five. White space is removed beforehand, because a program may have put it anywhere. */
    private static final Pattern SERIAL = Pattern.compile("(?=([0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}))");

    private static final Pattern NOT_PRINTED = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212]");

    private static final int MOST_BYTES = 64 << 20;

    private final PrintStream results;

    private SerialScan(PrintStream results) {
        this.results = results;
    }

    /** @param file the path of the file */
    public static void main(String[] file) throws IOException {
        PrintStream results = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        new SerialScan(results).scan(Path.of(file[0]));
        results.println(RESULT + END);
        results.flush();
    }

    private void scan(Path file) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(file.toFile(), IOUtils.createTempFileOnlyStreamCache())) {
            scanInformation(pdf);
            scanXmp(pdf);
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                scanPage(pdf, page);
            }
        } catch (IOException | RuntimeException unreadable) {
            try (InputStream in = Files.newInputStream(file)) {
                report(in, StandardCharsets.ISO_8859_1, BYTES);
            }
        }
    }

    private void scanInformation(PDDocument pdf) {
        for (COSBase value : pdf.getDocumentInformation().getCOSObject().getValues()) {
            if (value instanceof COSString text) {
                report(text.getString(), "document information", 0);
            }
        }
    }

    private void scanXmp(PDDocument pdf) throws IOException {
        COSBase metadata = pdf.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.METADATA);
        if (metadata instanceof COSStream stream) {
            try (InputStream in = stream.createInputStream()) {
                report(in, StandardCharsets.UTF_8, "XMP metadata");
            }
        }
    }

    /** A page that cannot be read does not prevent the search of others. */
    private void scanPage(PDDocument pdf, int page) {
        try {
            PDFTextStripper text = new PDFTextStripper();
            text.setStartPage(page);
            text.setEndPage(page);
            report(text.getText(pdf), "text", page);
        } catch (IOException | RuntimeException unreadable) {
            // Other pages are still searched.
        }
    }

    private void report(InputStream in, Charset charset, String place) throws IOException {
        report(new String(in.readNBytes(MOST_BYTES), charset), place, 0);
    }

    private void report(String text, String place, int page) {
        Matcher matcher = SERIAL.matcher(
                DASHES.matcher(NOT_PRINTED.matcher(text).replaceAll("")).replaceAll("-"));
        while (matcher.find()) {
            Serial.parse(matcher.group(1))
                    .ifPresent(serial -> results.println(RESULT + serial + '|' + page + '|' + place));
        }
    }
}
