package io.compliancecenter.provisioning;

import io.compliancecenter.catalogue.CopyKind;
import io.compliancecenter.catalogue.PublishedDocument;

/**
 * What came of checking a PDF.
 *
 * @param document without pages if it is refused
 * @param objection the end of a sentence that begins with the file's name; empty if it may be published
 */
record CheckedPdf(PublishedDocument document, String objection) {

    static final PublishedDocument NOTHING = new PublishedDocument(0, CopyKind.STAMPED);

    static CheckedPdf fit(int pages, CopyKind copyKind) {
        return new CheckedPdf(new PublishedDocument(pages, copyKind), "");
    }

    static CheckedPdf refused(String objection) {
        return new CheckedPdf(NOTHING, objection);
    }
}
