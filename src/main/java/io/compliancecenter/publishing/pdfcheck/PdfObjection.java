package io.compliancecenter.publishing.pdfcheck;

/** Why a PDF is refused. */
public enum PdfObjection {
    NOT_A_PDF("is not a PDF"),
    TRUNCATED("is cut off: a PDF ends with %%EOF"),
    DAMAGED("cannot be read as a PDF"),
    PASSWORD("needs a password to be opened; save it without one, for example by"
            + " qpdf --password=PASSWORD --decrypt IN.pdf OUT.pdf"),
    PROTECTED("opens without a password but is protected against changes, and so against stamping; if you may have that"
            + " removed, add 'protection: remove' below its 'file'"),
    SIGNED_AND_PROTECTED(
            "is digitally signed and protected against changes: the signature would break if the protection"
                    + " were removed; ask its issuer for a file with one of them only"),
    RIGHTS_MANAGED(
            "is encrypted for certain recipients, by their certificates or by rights management; ask its issuer for a"
                    + " file that is not"),
    PROTECTION_STAYS("is protected against changes, and the protection cannot be removed"),
    NO_PAGES("has no pages"),
    TOO_MANY_PAGES("has more than " + PdfInspection.MAX_PAGES + " pages"),
    JAVASCRIPT("holds JavaScript"),
    LAUNCH_ACTION("holds a launch action, which starts a program"),
    EMBEDDED_FILE("holds an embedded file"),
    MULTIMEDIA("holds multimedia, which is an embedded file"),
    XFA_FORM("holds an XFA form, which can hold JavaScript"),
    UNPACKS_TOO_LARGE("unpacks to more than " + (UnpackedSize.MAX >> 20) + " MiB"),
    CANNOT_BE_STAMPED("cannot be stamped with the name of who downloads it");

    private final String what;

    PdfObjection(String what) {
        this.what = what;
    }

    /** The end of a sentence that begins with the file's name. */
    public String what() {
        return what;
    }
}
