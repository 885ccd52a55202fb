package io.compliancecenter.publishing.pdfcheck;

/**
 * A place in a PDF.
 *
 * @param page counted from 1; 0 if it is on no page
 * @param object the number of the object; 0 if it is not known
 */
record PdfPlace(int page, long object) {

    static final PdfPlace UNKNOWN = new PdfPlace(0, 0);

    static PdfPlace ofPage(int page) {
        return new PdfPlace(page, 0);
    }

    /** For people; empty if nothing is known. */
    String description() {
        String ofPage = page == 0 ? "" : "page " + page;
        String ofObject = object == 0 ? "" : "object " + object;
        return ofPage + (ofPage.isEmpty() || ofObject.isEmpty() ? "" : ", ") + ofObject;
    }
}
