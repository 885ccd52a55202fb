package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import io.compliancecenter.pdf.CopyWriter;
import io.compliancecenter.pdf.PageTree;
import io.compliancecenter.pdf.PdfLoader;
import io.compliancecenter.stamping.Stamping;
import io.compliancecenter.stamping.UnstampableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * Looks through a PDF (ISO 32000). A hostile file can take any amount of memory and time here; so this runs in a process of
 * its own, see {@link PdfChecks}.
 */
final class PdfInspection {

    static final int MAX_PAGES = 500;

    /** In bytes: where the header has to be found. Viewers are used to something before it. */
    private static final int BEFORE_HEADER = 1 << 13;

    /** In bytes: where the end has to be found. More could hide that a file is cut off after an earlier end. */
    private static final int AFTER_END = 1 << 10;

    private static final String END = "%%EOF";

    private PdfInspection() {}

    /**
     * Inspects a file.
     *
     * @param progress receives the part of the document that is tried next, as in the middle of a sentence
     * @return the number of its pages, 1 to 500, and whether it can be stamped or has to stay as it is
     * @throws RefusedPdfException if it may not be published
     */
    static InspectedPdf inspect(Path file, Consumer<String> progress) throws RefusedPdfException {
        checkEnds(file);
        InspectedPdf inspected = inspectContent(file, progress);
        PublishedDocument document = inspected.document();
        if (document.copyKind() == CopyKind.STAMPED) {
            tryStamp(file, document.pages(), progress);
            return inspected;
        }
        return new InspectedPdf(document, inspected.metadata(), oneOfAKind(inspected.refusals(), inspectWhole(file)));
    }

    /** A file that is delivered as it is also has the parts of its page tree that copies leave out. */
    private static List<PdfRefusal> inspectWhole(Path file) throws RefusedPdfException {
        try (PDDocument document = PdfLoader.load(file)) {
            ActiveContent active = new ActiveContent();
            AttachedFiles attached = new AttachedFiles();
            new PdfGraph(document.getDocument().getTrailer(), active, attached).walk();
            return refusals(active, attached);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            throw new RefusedPdfException(damaged(unreadable));
        }
    }

    private static InspectedPdf inspectContent(Path file, Consumer<String> progress) throws RefusedPdfException {
        try (PDDocument document = PdfLoader.load(file)) {
            if (document.isEncrypted()) {
                throw new RefusedPdfException(
                        Stamping.isSigned(document, file) ? PdfObjection.SIGNED_AND_PROTECTED : PdfObjection.PROTECTED);
            }
            int pages = countPages(document);
            ActiveContent active = new ActiveContent();
            AttachedFiles attached = new AttachedFiles();
            UnpackedSize size = new UnpackedSize(progress);
            new PdfGraph(document, active, attached, size).walk();
            size.checkPages(document);
            CopyKind kind = Stamping.isSigned(document, file) ? CopyKind.UNTOUCHED : CopyKind.STAMPED;
            return new InspectedPdf(
                    new PublishedDocument(pages, kind), PdfMetadata.of(document), refusals(active, attached));
        } catch (InvalidPasswordException encrypted) {
            throw new RefusedPdfException(PdfObjection.PASSWORD);
        } catch (IOException | RuntimeException | StackOverflowError unreadable) {
            throw new RefusedPdfException(whyUnreadable(file, unreadable));
        }
    }

    private static List<PdfRefusal> refusals(ActiveContent active, AttachedFiles attached) throws RefusedPdfException {
        return Stream.concat(attached.refusal().stream(), active.refusal().stream())
                .toList();
    }

    private static List<PdfRefusal> oneOfAKind(List<PdfRefusal> first, List<PdfRefusal> second) {
        Map<PdfObjection, PdfRefusal> refusals = new EnumMap<>(PdfObjection.class);
        Stream.concat(first.stream(), second.stream())
                .forEach(refusal -> refusals.putIfAbsent(refusal.objection(), refusal));
        return List.copyOf(refusals.values());
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
        try (PDDocument document = PdfLoader.load(file);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy))) {
            CopyWriter.write(document.getDocument(), out);
            return copy;
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new RefusedPdfException(PdfObjection.PROTECTION_STAYS);
        }
    }

    /** PDFBox has no exception of its own for what is encrypted otherwise than by passwords. */
    private static PdfRefusal whyUnreadable(Path file, Throwable failure) {
        try {
            // Neither the trailer nor what it says of the encryption can be packed or encrypted itself.
            String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (bytes.contains("/Encrypt")) {
                return new PdfRefusal(
                        bytes.contains("/Recipients") ? PdfObjection.RIGHTS_MANAGED : PdfObjection.ENCRYPTED_OTHERWISE);
            }
        } catch (IOException unreadable) {
            // Then nothing more can be said.
        }
        return damaged(failure);
    }

    /** With PDFBox's words, if it has any. */
    private static PdfRefusal damaged(Throwable failure) {
        String message =
                failure instanceof IOException ? String.valueOf(failure.getMessage()) : "its objects are damaged";
        return new PdfRefusal(PdfObjection.DAMAGED, PdfPlace.UNKNOWN, message.replaceAll("\\.$", ""));
    }

    /** So that it cannot fail when somebody downloads. */
    private static void tryStamp(Path file, int pages, Consumer<String> progress) throws RefusedPdfException {
        AtomicReference<String> tried = new AtomicReference<>("");
        try {
            Stamping.tryOn(file, pages, part -> {
                tried.set(part);
                progress.accept(part);
            });
        } catch (UnstampableException unstampable) {
            throw new RefusedPdfException(
                    PdfObjection.NO_VISIBLE_STAMP, PdfPlace.UNKNOWN, String.valueOf(unstampable.getMessage()));
        } catch (IOException | RuntimeException | StackOverflowError failure) {
            throw new RefusedPdfException(
                    PdfObjection.CANNOT_BE_STAMPED, PdfPlace.UNKNOWN, String.valueOf(tried.get()));
        }
    }

    /** PDFBox repairs a file that is cut off, and would show a part of it. */
    private static void checkEnds(Path path) throws RefusedPdfException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
            if (!read(file, 0, Math.min(BEFORE_HEADER, file.length())).contains("%PDF-")) {
                throw new RefusedPdfException(PdfObjection.NOT_A_PDF);
            }
            long end = endOf(file);
            if (!read(file, Math.max(0, end - AFTER_END), end).contains(END)) {
                throw new RefusedPdfException(PdfObjection.TRUNCATED, PdfPlace.UNKNOWN, afterEnd(path));
            }
        } catch (IOException unreadable) {
            throw new RefusedPdfException(damaged(unreadable));
        }
    }

    private static String afterEnd(Path file) throws IOException {
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        int end = bytes.lastIndexOf(END);
        return end < 0 ? "there is none" : "after it are %d other bytes".formatted(bytes.length() - end - END.length());
    }

    /** Without the zeros and white space that some programs fill a file up with. */
    private static long endOf(RandomAccessFile file) throws IOException {
        long end = file.length();
        while (end > 0) {
            long start = Math.max(0, end - AFTER_END);
            String last = read(file, start, end);
            for (int index = last.length() - 1; index >= 0; index--) {
                if (last.charAt(index) > ' ') {
                    return start + index + 1;
                }
            }
            end = start;
        }
        return 0;
    }

    private static String read(RandomAccessFile file, long start, long end) throws IOException {
        byte[] bytes = new byte[(int) (end - start)];
        file.seek(start);
        file.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Counts what is there: the number that the file itself gives may be anything. */
    private static int countPages(PDDocument document) throws RefusedPdfException {
        int pages = flatten(document);
        if (pages > MAX_PAGES) {
            throw new RefusedPdfException(PdfObjection.TOO_MANY_PAGES);
        }
        if (pages == 0) {
            throw new RefusedPdfException(PdfObjection.NO_PAGES);
        }
        return pages;
    }

    private static int flatten(PDDocument document) throws RefusedPdfException {
        try {
            return PageTree.flatten(document);
        } catch (IOException damaged) {
            throw new RefusedPdfException(
                    PdfObjection.DAMAGED_PAGES, PdfPlace.UNKNOWN, String.valueOf(damaged.getMessage()));
        }
    }
}
