package io.compliancecenter.publishing.pdfcheck;

/** Why a PDF is refused, and what its publisher can do. */
public enum PdfObjection {
    NOT_A_PDF("is not a PDF", "export or print the document as a PDF; the name of a file does not make it one"),
    TRUNCATED(
            "is cut off, or has something else after its end: a PDF ends with %%EOF, and %s",
            "copy or download it again; if viewers show it as it should be, print it to a PDF"),
    DAMAGED("cannot be read as a PDF: %s", Advice.SAVE_ANEW),
    DAMAGED_PAGES("has no list of pages that can be read: %s", Advice.SAVE_ANEW),
    PASSWORD(
            "needs a password to be opened",
            "save it without one, for example by qpdf --password=PASSWORD --decrypt IN.pdf OUT.pdf"),
    PROTECTED(
            "opens without a password but is protected against changes, and so against stamping",
            "if you may have that removed, add 'protection: remove' below its 'file'"),
    SIGNED_AND_PROTECTED(
            "is digitally signed and protected against changes",
            "the signature would break if the protection were removed, so ask its issuer for a file with one of them only"),
    RIGHTS_MANAGED(
            "is encrypted for certain recipients, by their certificates or by rights management",
            "ask its issuer for a file that is not encrypted"),
    ENCRYPTED_OTHERWISE("is encrypted in a way that cannot be read", "ask its issuer for a file that is not encrypted"),
    PROTECTION_STAYS(
            "is protected against changes, and the protection cannot be removed",
            "ask its issuer for a file that is not protected"),
    NO_PAGES("has no pages", Advice.SAVE_ANEW),
    TOO_MANY_PAGES(
            "has more than " + PdfInspection.MAX_PAGES + " pages",
            "publish it in parts, each as a certificate of its own"),
    JAVASCRIPT("holds JavaScript", Advice.PRINT),
    LAUNCH_ACTION("holds a launch action, which starts a program", Advice.PRINT),
    AUTOMATIC_ACTION("does something by itself when it is opened or read (an action of the kind %s)", Advice.PRINT),
    ACTION("holds an action that a certificate may not have (of the kind %s)", Advice.PRINT),
    OTHER_FILE("holds a link to another file", Advice.UNLINK),
    LINK("holds a link that begins with neither https: nor mailto: (%s)", Advice.UNLINK),
    PLAIN_LINK(
            "holds a link that begins with http:, whose page may be changed on its way (%s)",
            "if those who download the certificate may follow it, add 'links: keep' below its 'file'; if not, ask its issuer"
                    + " for a file without it, correct the link to https:, or print it to a PDF"),
    EXTERNAL_CONTENT("shows a part of another file", Advice.PRINT),
    EMBEDDED_FILE("holds an embedded file without a name", Advice.PRINT),
    ATTACHED_FILE(
            "has an attached file: %s",
            "if those who download the certificate may have it, add 'attachments: keep' below its 'file'; if not, ask its"
                    + " issuer for a file without it, or print it to a PDF"),
    ATTACHED_OTHER(
            "has an attached file that cannot be kept: %s",
            "only text, CSV, JSON, XML, pictures and Office documents without macros can be; ask its issuer for a file"
                    + " without it, and publish an attached PDF as a certificate of its own"),
    PORTFOLIO("is a portfolio of several files", "publish each PDF in it as a certificate of its own"),
    MULTIMEDIA("holds multimedia, which is an embedded file", Advice.PRINT),
    POSTSCRIPT("holds a PostScript program, which printers run", Advice.PRINT),
    XFA_FORM("holds an XFA form, which can hold JavaScript", Advice.PRINT),
    UNPACKS_TOO_LARGE(
            "unpacks to more than " + (UnpackedSize.MAX >> 20) + " MiB", "save it with smaller images, or in parts"),
    PACKED_TWICE(
            "has an object that is packed twice in the same way, which not all programs can unpack", Advice.SAVE_ANEW),
    CANNOT_BE_STAMPED(
            "cannot be stamped with the name of the person who downloads it, because of %s", Advice.SAVE_ANEW),

    /** The detail has its own advice. */
    NO_VISIBLE_STAMP("cannot be stamped so that all viewers show the stamp: %s", "");

    private final String cause;
    private final String advice;

    PdfObjection(String cause, String advice) {
        this.cause = cause;
        this.advice = advice;
    }

    /** What is wrong, with a place for a detail where there is one. */
    String cause() {
        return cause;
    }

    /** What to do; empty if the detail says it. */
    String advice() {
        return advice;
    }

    /** The end of a sentence that begins with the file's name. */
    public String what() {
        return new PdfRefusal(this).sentence();
    }

    private static final class Advice {
        static final String SAVE_ANEW =
                "if viewers show it as it should be, print it to a PDF or save it again, for example by"
                        + " qpdf IN.pdf OUT.pdf; if not, ask its issuer for another file";
        static final String PRINT = "ask its issuer for a file without it, or print it to a PDF";
        static final String UNLINK = "ask its issuer for a file without it, correct the link, or print it to a PDF";
    }
}
