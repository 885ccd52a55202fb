package io.compliancecenter.catalogue;

/** What is done to a certificate on its way out, decided once, when it is published. */
public enum CopyKind {
    /** Every page of a copy names who it was given to. */
    STAMPED,
    /** The document is digitally signed, a stamp would break the signature, and so it leaves byte for byte. */
    UNTOUCHED
}
