package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PdfText;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.interactive.digitalsignature.PDSignature;

/**
 * Makes a stamped copy of a document. The copy is written anew as a whole: an update at the end of the file could be cut off
 * again, and the stamp with it.
 */
public final class Stamping {

    static final COSName INFO_KEY = COSName.getPDFName("ComplianceCenterSerial");

    private static final int NO_INFO_FROM = 4;

    private Stamping() {}

    /**
     * Whether the document holds a digital signature over its bytes (ISO 32000-1, 12.8), which a stamp would break. An empty
     * field for a signature is none.
     */
    public static boolean isSigned(PDDocument document) throws IOException {
        return document.getSignatureDictionaries().stream().anyMatch(Stamping::coversBytes);
    }

    private static boolean coversBytes(PDSignature signature) {
        return signature.getCOSObject().containsKey(COSName.BYTERANGE);
    }

    /**
     * Stamps a document as downloads will, with names in many scripts, and throws the copy away.
     *
     * @throws IOException or an unchecked exception if it cannot be stamped
     */
    public static void tryOn(Path file) throws IOException {
        try (RandomAccessRead source = new RandomAccessReadBufferedFile(file.toFile())) {
            stamp(source, StampingPlan::of, CopyStamp.SPECIMEN, OutputStream.nullOutputStream());
        }
    }

    /** Reads the fonts, so that stamping takes no longer the first time than later. */
    public static void warmUp() {
        PdfText.of(CopyStamp.SPECIMEN.name(), CopyStamp.SPECIMEN.organization());
    }

    /** Makes the plan for a document, or knows it. */
    @FunctionalInterface
    public interface Planning {

        StampingPlan of(PDDocument document) throws IOException;
    }

    /**
     * Writes a copy. It depends on the arguments alone, not on the time or anything else.
     *
     * @param source is read as needed, and closed
     * @throws IOException if the copy cannot be written, or the document cannot be stamped
     */
    public static void stamp(RandomAccessRead source, Planning planning, CopyStamp stamp, OutputStream copy)
            throws IOException {
        try (PDDocument document = Loader.loadPDF(source, IOUtils.createMemoryOnlyStreamCache())) {
            StampingPlan plan = planning.of(document);
            int pdfaPart = plan.metadata().pdfaPart();
            new PageStamp(document, stamp, pdfaPart == 1).stampAll(plan.pages());
            plan.metadata().write(document, stamp.serial());
            if (pdfaPart < NO_INFO_FROM) {
                document.getDocumentInformation()
                        .getCOSObject()
                        .setString(INFO_KEY, stamp.serial().toString());
            }
            // Rights that a signature grants end with its document.
            COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
            catalog.removeItem(COSName.PERMS);
            identify(document, stamp.serial());
            document.save(copy, CompressParameters.NO_COMPRESSION);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /**
     * The file's identifiers (ISO 32000-1, 14.4): the document's, if it has one, and the copy's. What is missing here, PDFBox
     * would make from the time.
     */
    private static void identify(PDDocument document, Serial serial) {
        COSDictionary trailer = document.getDocument().getTrailer();
        COSString copy = new COSString(serial.bytes());
        COSArray old = trailer.getCOSArray(COSName.ID);
        COSArray identifiers = new COSArray();
        identifiers.add(
                old != null && old.size() == 2 && old.getObject(0) instanceof COSString ? old.getObject(0) : copy);
        identifiers.add(copy);
        trailer.setItem(COSName.ID, identifiers);
    }
}
