package io.compliancecenter.desk.imports;

/** What became of an import. */
enum ImportOutcome {
    APPLIED,
    /** The preview would be another now: nothing was imported. */
    CHANGED,
    /** Nothing was imported. */
    ERRORS,
    /** Nothing was imported: imports would send too many mails on one day. */
    TOO_MANY_MAILS
}
