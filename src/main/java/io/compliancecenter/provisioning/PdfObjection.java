package io.compliancecenter.provisioning;

/** What a PDF is refused for. */
enum PdfObjection {
    NOT_A_PDF("is not a PDF"),
    TRUNCATED("is cut off: a PDF ends with %%EOF"),
    DAMAGED("cannot be read as a PDF"),
    ENCRYPTED("is encrypted"),
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
    String what() {
        return what;
    }
}
