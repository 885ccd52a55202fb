package io.compliancecenter.publishing.pdfcheck;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;

/** Removes the protection of a PDF that opens without a password; in the process that checks PDFs, see {@link PdfChecks}. */
final class PdfUnprotection {

    private PdfUnprotection() {}

    /** Where the document without protection is written. */
    static Path target(Path file) {
        return file.resolveSibling(file.getFileName() + ".unprotected");
    }

    /**
     * Writes the document without any protection; the same file always gives the same bytes.
     *
     * @return where it is
     * @throws RefusedPdfException if it cannot be written
     */
    static Path remove(Path file) throws RefusedPdfException {
        Path target = target(file);
        try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createMemoryOnlyStreamCache())) {
            document.setAllSecurityToBeRemoved(true);
            // PDFBox would derive the identifier from the time.
            document.setDocumentId(0L);
            document.save(target.toFile());
            return target;
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new RefusedPdfException(PdfObjection.PROTECTION_STAYS);
        }
    }
}
