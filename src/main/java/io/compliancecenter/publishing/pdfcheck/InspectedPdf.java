package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.PublishedDocument;
import org.jspecify.annotations.Nullable;

/**
 * A PDF that may be published.
 *
 * @param attachments the refusal of its attached files, unless the publisher says that they stay; null if it has none
 */
record InspectedPdf(PublishedDocument document, @Nullable PdfRefusal attachments) {}
