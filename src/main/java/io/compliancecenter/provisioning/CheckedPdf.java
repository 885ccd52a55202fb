package io.compliancecenter.provisioning;

/**
 * What came of checking a PDF.
 *
 * @param pages 0 if it is refused
 * @param objection the end of a sentence that begins with the file's name; empty if it may be published
 */
record CheckedPdf(int pages, String objection) {

    static CheckedPdf fit(int pages) {
        return new CheckedPdf(pages, "");
    }

    static CheckedPdf refused(String objection) {
        return new CheckedPdf(0, objection);
    }
}
