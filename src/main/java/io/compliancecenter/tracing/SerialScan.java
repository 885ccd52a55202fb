package io.compliancecenter.tracing;

import io.compliancecenter.pdf.PageTree;
import io.compliancecenter.pdf.PdfLoader;
import io.compliancecenter.stamping.Serial;
import io.compliancecenter.tracing.FoundSerial.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * Searches a file for serials, in all places where a copy has them or another program may have put them. The check digits tell a
 * serial from text that only looks like one.
 *
 * <p>It is a main class of its own, see {@link SerialScanProcess}. It prints one line for each find: its kind, the serial, the page
 * or 0, and the place.
 */
final class SerialScan {

    static final String RESULT = "found: ";
    static final String END = "end";
    static final String BYTES = "bytes of the file, which cannot all be read as a PDF";

    /** Six groups of five. White space is removed beforehand, because a program may have put it anywhere. */
    private static final Pattern SERIAL = Pattern.compile("(?=([0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}))");

    private static final Pattern NOT_PRINTED = Pattern.compile("[\\s\\p{Z}\\p{Cc}\\p{Cf}]+");
    private static final Pattern DASHES = Pattern.compile("[\\p{Pd}\u2212]");

    private static final int SERIAL_BYTES = 16;

    private static final int MOST_BYTES = 64 << 20;

    /** A hostile file could have any number of them, and each takes some milliseconds. */
    private static final int MOST_MISREADINGS = 500;

    private final PrintStream results;
    private final Set<Serial> onPages = new HashSet<>();
    private final Set<String> misreadings = new HashSet<>();

    private SerialScan(PrintStream results) {
        this.results = results;
    }

    /** @param file the path of the file */
    public static void main(String[] file) throws IOException {
        PrintStream results = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        scan(Path.of(file[0]), results);
    }

    /** Searches a file that is trusted not to take any amount of memory and time. */
    static void scan(Path file, PrintStream results) throws IOException {
        new SerialScan(results).scan(file);
        results.println(RESULT + END);
        results.flush();
    }

    private void scan(Path file) throws IOException {
        boolean complete = true;
        try (PDDocument pdf = PdfLoader.loadWithTemporaryFiles(file)) {
            List<Part> parts = List.of(
                    () -> scanInformation(pdf),
                    () -> scanXmp(pdf),
                    () -> scanIdentifiers(pdf),
                    () -> scanPages(pdf),
                    () -> scanObjects(pdf));
            for (Part part : parts) {
                complete &= attempt(part);
            }
        } catch (IOException | RuntimeException unreadable) {
            complete = false;
        }
        if (!complete) {
            try (InputStream in = Files.newInputStream(file)) {
                report(in, StandardCharsets.ISO_8859_1, BYTES);
            }
        }
    }

    /** A part of the file that is searched. */
    private interface Part {
        void scan() throws IOException;
    }

    /** A part that cannot be read does not prevent the search of others. */
    private static boolean attempt(Part part) {
        try {
            part.scan();
            return true;
        } catch (IOException | RuntimeException unreadable) {
            return false;
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

    private void scanIdentifiers(PDDocument pdf) {
        COSArray identifiers = pdf.getDocument().getDocumentID();
        for (int index = 0; identifiers != null && index < identifiers.size(); index++) {
            if (identifiers.getObject(index) instanceof COSString id && id.getBytes().length == SERIAL_BYTES) {
                report(Kind.IDENTIFIER, Serial.of(id.getBytes()), 0, "file identifier");
            }
        }
    }

    private void scanPages(PDDocument pdf) {
        // Afterwards the document has the pages that viewers show, whatever number it gave before.
        attempt(() -> PageTree.flatten(pdf));
        int pages = pdf.getNumberOfPages();
        for (int number = 1; number <= pages; number++) {
            int page = number;
            attempt(() -> report(textOf(pdf, page), "text", page));
        }
    }

    private static String textOf(PDDocument pdf, int page) throws IOException {
        PDFTextStripper text = new PDFTextStripper();
        text.setStartPage(page);
        text.setEndPage(page);
        return text.getText(pdf);
    }

    /** All forms in the file, also those that nothing refers to any more. */
    private void scanObjects(PDDocument pdf) {
        for (COSObjectKey key : List.copyOf(pdf.getDocument().getXrefTable().keySet())) {
            attempt(() -> {
                COSBase object = pdf.getDocument().getObjectFromPool(key).getObject();
                if (object instanceof COSStream stream && COSName.FORM.equals(stream.getCOSName(COSName.SUBTYPE))) {
                    scanForm(pdf, new PDFormXObject(stream), "form of object " + key.getNumber());
                }
            });
        }
    }

    /** What was found on the pages, which show most forms, is not reported again. */
    private void scanForm(PDDocument pdf, PDFormXObject form, String place) throws IOException {
        PDPage page = new PDPage();
        PDResources resources = new PDResources();
        COSName name = resources.add(form);
        page.setResources(resources);
        page.setContents(new PDStream(
                pdf, new ByteArrayInputStream(("/" + name.getName() + " Do").getBytes(StandardCharsets.US_ASCII))));
        try (PDDocument alone = new PDDocument()) {
            alone.addPage(page);
            String text = printed(textOf(alone, 1));
            Matcher matcher = SERIAL.matcher(text);
            while (matcher.find()) {
                Serial.parse(matcher.group(1))
                        .filter(serial -> !onPages.contains(serial))
                        .ifPresent(serial -> report(Kind.EXACT, serial, 0, place));
            }
        }
    }

    private void report(InputStream in, Charset charset, String place) throws IOException {
        report(new String(in.readNBytes(MOST_BYTES), charset), place, 0);
    }

    private void report(String text, String place, int page) {
        String printed = printed(text);
        Matcher matcher = SERIAL.matcher(printed);
        while (matcher.find()) {
            Serial.parse(matcher.group(1)).ifPresent(serial -> {
                if (page > 0) {
                    onPages.add(serial);
                }
                report(Kind.EXACT, serial, page, place);
            });
        }
        for (String read : Misreading.in(printed)) {
            if (Serial.parse(read).isEmpty() && misreadings.size() < MOST_MISREADINGS && misreadings.add(read)) {
                Misreading.serials(read)
                        .forEach(serial -> report(Kind.SIMILAR, serial, page, place + ", read as " + read));
            }
        }
    }

    private static String printed(String text) {
        return DASHES.matcher(NOT_PRINTED.matcher(text).replaceAll("")).replaceAll("-");
    }

    private void report(Kind kind, Serial serial, int page, String place) {
        results.println(RESULT + kind + '|' + serial + '|' + page + '|' + place);
    }
}
