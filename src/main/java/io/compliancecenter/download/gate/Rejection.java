package io.compliancecenter.download.gate;

/** Why the gate stays shut. */
public enum Rejection {
    /** The member is no longer an admin of the Organization. */
    NOT_AN_ADMIN,
    /** There is no such certificate, or it is no longer on offer. */
    CERTIFICATE_NOT_ON_OFFER,
    /** No terms version is published, so that there is nothing to agree to. */
    NO_TERMS_PUBLISHED,
    /** The words that were agreed to are not the words that stand now. */
    WORDS_CHANGED,
    /** The current terms have to be agreed to first. */
    AGREEMENT_REQUIRED,
    /** The page was sent before, for another certificate. */
    PAGE_ALREADY_USED;

    /** Whether the member can go on by agreeing to the terms. That is the usual first step of a download, and no denial. */
    public boolean leadsToTerms() {
        return this == AGREEMENT_REQUIRED;
    }
}
