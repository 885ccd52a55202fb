package io.compliancecenter.publishing.pdfcheck;

/** A PDF may not be published. */
class RefusedPdfException extends Exception {

    private static final long serialVersionUID = 1;

    private final PdfObjection objection;

    RefusedPdfException(PdfObjection objection) {
        super(objection.what());
        this.objection = objection;
    }

    PdfObjection objection() {
        return objection;
    }
}
