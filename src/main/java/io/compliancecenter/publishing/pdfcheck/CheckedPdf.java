package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.published.PublishedDocument;
import io.compliancecenter.catalogue.published.PublishedDocument.CopyKind;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of checking a PDF.
 *
 * @param document without pages if it is refused
 * @param metadata none if it is refused
 * @param objection the end of a sentence that begins with the file's name; empty if it may be published
 * @param unlessKept ends of such sentences, with which it is refused unless the publisher keeps what it holds
 * @param unprotected holds the document without the protection that the file has; null if it has none
 */
public record CheckedPdf(
        PublishedDocument document,
        PdfMetadata metadata,
        String objection,
        Map<KeptContent, String> unlessKept,
        @Nullable Path unprotected) {

    static CheckedPdf refused(String objection) {
        return new CheckedPdf(new PublishedDocument(0, CopyKind.STAMPED), PdfMetadata.NONE, objection, Map.of(), null);
    }
}
