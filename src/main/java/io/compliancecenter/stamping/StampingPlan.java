package io.compliancecenter.stamping;

import io.compliancecenter.pdf.ContentScan;
import io.compliancecenter.pdf.PageTree;
import io.compliancecenter.pdf.PdfLoader;
import java.io.IOException;
import java.util.BitSet;
import java.util.function.Consumer;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * What stamping needs to know of a document. It is the same for all copies.
 *
 * @param enclosed the indexes of the pages whose content has to be enclosed, since viewers differ in where it ends
 * @param metadata the XMP packet of the copies
 * @param objects how many the document has
 */
public record StampingPlan(BitSet enclosed, CopyMetadata metadata, int objects) {

    private static final int MANY_OBJECTS = 20_000;

    /** In bytes: of a plan without its contents, and of the hash by which it is found. */
    private static final long OBJECTS_SIZE = 500;

    /** In bytes. */
    private static final long MUCH_METADATA = 1 << 20;

    /** @param document is read as needed, and closed */
    static StampingPlan of(RandomAccessRead document) throws IOException {
        return of(document, part -> {});
    }

    /** @param progress receives the part of the document that is looked at next, as in the middle of a sentence */
    static StampingPlan of(RandomAccessRead document, Consumer<String> progress) throws IOException {
        progress.accept("its list of objects");
        try (PDDocument pdf = PdfLoader.load(document)) {
            PageTree.flatten(pdf);
            BitSet enclosed = irregularPages(pdf, progress);
            progress.accept("its XMP metadata");
            return new StampingPlan(
                    enclosed,
                    CopyMetadata.of(pdf),
                    pdf.getDocument().getXrefTable().size());
        }
    }

    private static BitSet irregularPages(PDDocument pdf, Consumer<String> progress) throws IOException {
        BitSet irregular = new BitSet();
        int index = 0;
        for (PDPage page : pdf.getPages()) {
            progress.accept("the content of page " + (index + 1));
            try {
                if (!ContentScan.isRegular(PageContent.of(page))) {
                    irregular.set(index);
                    requireClearEnds(page, index + 1);
                }
            } catch (UnstampableException unstampable) {
                throw unstampable;
            } catch (IOException unreadable) {
                throw new UnstampableException(
                        "the content of page " + (index + 1) + " cannot be unpacked; print the document to a new PDF",
                        unreadable);
            }
            index++;
        }
        return irregular;
    }

    /** Reads all of the content, because the scan ends at the first irregularity, and copies need the rest as well. */
    private static void requireClearEnds(PDPage page, int number) throws IOException {
        if (PageContent.endsInImage(page)) {
            throw new UnstampableException("page " + number + " has an inline image without an end, after which viewers"
                    + " show different things; print the document to a new PDF");
        }
    }

    /** Whether a copy takes so much memory that no others can be made at the same time. */
    boolean needsAllMemory() {
        return objects > MANY_OBJECTS || metadata.size() > MUCH_METADATA;
    }

    /** The approximate size in bytes of all that it holds. */
    long size() {
        return OBJECTS_SIZE + enclosed.size() / Byte.SIZE + metadata.size();
    }
}
