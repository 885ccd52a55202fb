package io.compliancecenter.stamping;

import io.compliancecenter.pdf.CopyWriter;
import io.compliancecenter.pdf.PageTree;
import io.compliancecenter.pdf.PdfLoader;
import io.compliancecenter.pdf.PdfText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.io.RandomAccessReadMemoryMappedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.FontMappers;

/**
 * Makes stamped copies of documents. A copy is written from scratch as a whole: an incremental update could be cut off again, and the
 * stamp with it.
 */
public final class Stamping {

    static final COSName INFO_KEY = COSName.getPDFName("ComplianceCenterSerial");

    /** From this part on, PDF/A has no document information. */
    private static final int FIRST_PDFA_PART_WITHOUT_INFO = 4;

    private Stamping() {}

    /**
     * Whether a document has a digital signature over the bytes of its file, which a stamp would break.
     *
     * @param file from which the document was loaded
     */
    public static boolean isSigned(PDDocument document, Path file) throws IOException {
        return Signatures.cover(document, file);
    }

    /**
     * Stamps a document as downloads will, with names in many scripts and no more memory than they have, and looks for the stamp on
     * each page of the copy, which it discards.
     *
     * @param pages of the document
     * @param progress receives the part of the document that is stamped or looked at next, as in the middle of a sentence
     * @throws UnstampableException if the stamp is not seen
     * @throws IOException or an unchecked exception if the document cannot be stamped
     */
    public static void tryOn(Path file, int pages, Consumer<String> progress) throws IOException {
        Path copy = Files.createTempFile("copy", ".pdf");
        try {
            StampingPlan plan = tryOn(file, copy, progress);
            StampTrial.lookAt(copy, CopyStamp.SPECIMEN, pages, plan.enclosed(), progress);
        } finally {
            Files.delete(copy);
        }
    }

    private static StampingPlan tryOn(Path file, Path copy, Consumer<String> progress) throws IOException {
        StampingPlan plan = DeliveryMemory.with(
                DeliveryMemory.ALL, () -> StampingPlan.of(new RandomAccessReadMemoryMappedFile(file), progress));
        progress.accept("its " + plan.objects() + " objects");
        return DeliveryMemory.with(plan.needsAllMemory() ? DeliveryMemory.ALL : DeliveryMemory.ONE, () -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
                stamp(new RandomAccessReadMemoryMappedFile(file), plan, CopyStamp.SPECIMEN, out);
            }
            return plan;
        });
    }

    /** Prepares a process that only tries documents, so that the first trial takes no longer than later ones. */
    public static void prepareTrials() {
        FontMappers.set(new SingleFont());
        PdfText.of(CopyStamp.SPECIMEN.name(), CopyStamp.SPECIMEN.organization());
    }

    /**
     * Writes a stamped copy. The same arguments give the same bytes.
     *
     * @param source is read as needed, and closed
     * @param plan of the same document
     * @throws IOException if the copy cannot be written or the document cannot be stamped
     */
    public static void stamp(RandomAccessRead source, StampingPlan plan, CopyStamp stamp, OutputStream copy)
            throws IOException {
        try (PDDocument document = PdfLoader.load(source)) {
            PageTree.flatten(document);
            int pdfaPart = plan.metadata().pdfaPart();
            new PageStamp(document, stamp, pdfaPart == 1).stampAll(plan.enclosed());
            plan.metadata().write(document, stamp.serial());
            if (pdfaPart < FIRST_PDFA_PART_WITHOUT_INFO) {
                document.getDocumentInformation()
                        .getCOSObject()
                        .setString(INFO_KEY, stamp.serial().toString());
            }
            // Usage rights that a signature grants do not extend to a copy.
            COSDictionary catalog = document.getDocumentCatalog().getCOSObject();
            catalog.removeItem(COSName.PERMS);
            identify(document, stamp.serial());
            CopyWriter.write(document.getDocument(), copy);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    /**
     * Sets the file identifiers (ISO 32000-1, 14.4): that of the document, if it has one, and that of the copy. PDFBox would
     * derive a missing one from the time.
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
