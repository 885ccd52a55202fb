package io.compliancecenter.stamping;

import io.compliancecenter.pdf.PageTree;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What stamping needs to know of a document. It is the same for all copies.
 *
 * @param pages how to balance the operators of each page, in the document's order
 * @param metadata the XMP packet of the copies
 */
public record StampingPlan(List<ContentBalance> pages, CopyMetadata metadata) {

    private static final int BYTES_PER_PAGE = 8;

    /** @param document is read as needed, and closed */
    static StampingPlan of(RandomAccessRead document) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(document, IOUtils.createMemoryOnlyStreamCache())) {
            PageTree.flatten(pdf);
            return new StampingPlan(ContentBalance.ofPages(pdf), CopyMetadata.of(pdf));
        }
    }

    /** The approximate size in bytes. */
    long size() {
        return (long) BYTES_PER_PAGE * pages.size() + metadata.size();
    }
}
