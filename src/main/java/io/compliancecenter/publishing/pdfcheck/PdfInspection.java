package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.PublishedDocument;
import io.compliancecenter.catalogue.PublishedDocument.CopyKind;
import io.compliancecenter.pdf.PageTree;
import io.compliancecenter.stamping.Stamping;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * Looks through a PDF (ISO 32000). A hostile file can take any amount of memory and time here; so this runs in a process of
 * its own, see {@link PdfChecks}.
 */
final class PdfInspection {

    static final int MAX_PAGES = 500;

    /** Where header and end have to be found; readers are used to some bytes around a PDF. */
    private static final int MARGIN = 1024;

    private PdfInspection() {}

    /**
     * Inspects a file.
     *
     * @return the number of its pages, 1 to 500, and whether it can be stamped or has to stay as it is
     * @throws RefusedPdfException if it may not be published
     */
    static PublishedDocument inspect(Path file) throws RefusedPdfException {
        int pages;
        boolean signed;
        try {
            checkEnds(file);
            try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createMemoryOnlyStreamCache())) {
                if (document.isEncrypted()) {
                    throw new RefusedPdfException(
                            Stamping.isSigned(document) ? PdfObjection.SIGNED_AND_PROTECTED : PdfObjection.PROTECTED);
                }
                pages = countPages(document);
                new PdfGraph(document.getDocument().getTrailer(), new ActiveContent(), new UnpackedSize()).walk();
                signed = Stamping.isSigned(document);
            }
        } catch (InvalidPasswordException encrypted) {
            throw new RefusedPdfException(PdfObjection.PASSWORD);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            throw new RefusedPdfException(
                    isForRecipients(unreadable) ? PdfObjection.RIGHTS_MANAGED : PdfObjection.DAMAGED);
        }
        if (!signed) {
            tryStamp(file);
        }
        return new PublishedDocument(pages, signed ? CopyKind.UNTOUCHED : CopyKind.STAMPED);
    }

    /** Where the document of a protected file is written without its protection. */
    static Path unprotectedCopyOf(Path file) {
        return file.resolveSibling(file.getFileName() + ".unprotected");
    }

    /**
     * Writes the document of a file that opens without a password, without any protection. The same file always gives the same
     * bytes.
     *
     * @return where it is
     * @throws RefusedPdfException if it cannot be written
     */
    static Path removeProtection(Path file) throws RefusedPdfException {
        Path copy = unprotectedCopyOf(file);
        try (PDDocument document = Loader.loadPDF(file.toFile(), IOUtils.createMemoryOnlyStreamCache())) {
            document.setAllSecurityToBeRemoved(true);
            // PDFBox would derive the identifier from the time.
            document.setDocumentId(0L);
            document.save(copy.toFile());
            return copy;
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new RefusedPdfException(PdfObjection.PROTECTION_STAYS);
        }
    }

    /** PDFBox has no exception of its own for what is encrypted otherwise than by passwords. */
    private static boolean isForRecipients(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("decryption material is not compatible") || message.contains("No security handler");
    }

    /** So that it cannot fail when somebody downloads. */
    private static void tryStamp(Path file) throws RefusedPdfException {
        try {
            Stamping.tryOn(file);
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new RefusedPdfException(PdfObjection.CANNOT_BE_STAMPED);
        }
    }

    /** PDFBox repairs a file that is cut off, and would show a part of it. */
    private static void checkEnds(Path path) throws IOException, RefusedPdfException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (!read(file, 0).contains("%PDF-")) {
                throw new RefusedPdfException(PdfObjection.NOT_A_PDF);
            }
            if (!read(file, Math.max(0, file.length() - MARGIN)).contains("%%EOF")) {
                throw new RefusedPdfException(PdfObjection.TRUNCATED);
            }
        }
    }

    private static String read(RandomAccessFile file, long position) throws IOException {
        byte[] bytes = new byte[(int) Math.min(MARGIN, file.length() - position)];
        file.seek(position);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Counts what is there: the number that the file itself gives may be anything. */
    private static int countPages(PDDocument document) throws IOException, RefusedPdfException {
        int pages = PageTree.flatten(document);
        if (pages > MAX_PAGES) {
            throw new RefusedPdfException(PdfObjection.TOO_MANY_PAGES);
        }
        if (pages == 0) {
            throw new RefusedPdfException(PdfObjection.NO_PAGES);
        }
        return pages;
    }
}
