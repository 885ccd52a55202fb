package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PageTree;
import java.io.IOException;
import java.util.BitSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * What stamping needs to know of a document. It is the same for all copies.
 *
 * @param enclosed the indexes of the pages whose content has to be enclosed, since viewers differ in where it ends
 * @param metadata the XMP packet of the copies
 */
public record StampingPlan(BitSet enclosed, CopyMetadata metadata) {

    /** @param document is read as needed, and closed */
    static StampingPlan of(RandomAccessRead document) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document, IOUtils.createMemoryOnlyStreamCache())) {
            PageTree.flatten(pdf);
            return new StampingPlan(irregularPages(pdf), CopyMetadata.of(pdf));
        }
    }

    private static BitSet irregularPages(PDDocument pdf) throws IOException {
        BitSet irregular = new BitSet();
        int index = 0;
        for (PDPage page : pdf.getPages()) {
            try {
                irregular.set(index, !ContentScan.isRegular(PageContent.of(page)));
            } catch (IOException unreadable) {
                throw new UnstampableException(
                        "the content of page " + (index + 1) + " cannot be unpacked; print the document to a new PDF",
                        unreadable);
            }
            index++;
        }
        return irregular;
    }

    /** The approximate size in bytes. */
    long size() {
        return enclosed.size() / Byte.SIZE + metadata.size();
    }
}
