package io.compliancecenter.stamping;

import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;

/**
 * What has to be found out about a document before it can be stamped. It is the same for all of its copies.
 *
 * @param pages what makes up for what each page leaves open, in the document's order
 */
public record StampingPlan(List<ContentBalance> pages, CopyMetadata metadata) {

    /** In bytes. */
    private static final int OF_A_PAGE = 8;

    static StampingPlan of(PDDocument document) throws IOException {
        return new StampingPlan(ContentBalance.ofPages(document), CopyMetadata.of(document));
    }

    /** In bytes, about. */
    long size() {
        return (long) OF_A_PAGE * pages.size() + metadata.size();
    }
}
