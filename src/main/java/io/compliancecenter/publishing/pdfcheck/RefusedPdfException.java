package io.compliancecenter.publishing.pdfcheck;

/** A PDF may not be published. */
class RefusedPdfException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient PdfRefusal refusal;

    RefusedPdfException(PdfRefusal refusal) {
        super(refusal.sentence());
        this.refusal = refusal;
    }

    RefusedPdfException(PdfObjection objection) {
        this(new PdfRefusal(objection));
    }

    RefusedPdfException(PdfObjection objection, PdfPlace place) {
        this(new PdfRefusal(objection, place, ""));
    }

    RefusedPdfException(PdfObjection objection, PdfPlace place, String detail) {
        this(new PdfRefusal(objection, place, detail));
    }

    PdfRefusal refusal() {
        return refusal;
    }

    PdfObjection objection() {
        return refusal.objection();
    }
}
