package io.compliancecenter.desk.erasure;

/** A kind of personal data. */
enum DataCategory {
    NAME(true),
    PASSWORD(true),
    PASSKEYS(true),
    IDENTITIES(true),
    SESSIONS(true),
    MAILS(true),
    INVITATIONS(true),
    PASSWORD_REQUESTS(true),
    MEMBERSHIPS(false),
    ACCEPTANCES(false),
    PERMITS(false),
    REQUESTS(false),
    SIGN_INS(false),
    ENTRIES(false),
    DESK(false);

    private final boolean erasable;

    DataCategory(boolean erasable) {
        this.erasable = erasable;
    }

    /** Whether no record needs it. */
    boolean isErasable() {
        return erasable;
    }
}
