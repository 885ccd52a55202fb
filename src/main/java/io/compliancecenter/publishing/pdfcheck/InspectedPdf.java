package io.compliancecenter.publishing.pdfcheck;

import io.compliancecenter.catalogue.published.PublishedDocument;
import java.util.List;

/**
 * A PDF that may be published.
 *
 * @param refusals of what it holds, unless the publisher says that it stays: one of a kind
 */
record InspectedPdf(PublishedDocument document, PdfMetadata metadata, List<PdfRefusal> refusals) {}
