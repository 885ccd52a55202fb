package io.compliancecenter.publishing.pdfcheck;

/** What a PDF is published with only if its publisher says so. */
public enum KeptContent {
    ATTACHMENTS(PdfObjection.ATTACHED_FILE),

    /** To web pages that are not encrypted. */
    LINKS(PdfObjection.PLAIN_LINK);

    /** Why a PDF with it is refused if its publisher does not say so. */
    private final PdfObjection objection;

    KeptContent(PdfObjection objection) {
        this.objection = objection;
    }

    /** @throws IllegalArgumentException if a PDF is refused for that in any case */
    static KeptContent against(PdfObjection objection) {
        for (KeptContent kept : values()) {
            if (kept.objection == objection) {
                return kept;
            }
        }
        throw new IllegalArgumentException(objection + " is final");
    }
}
