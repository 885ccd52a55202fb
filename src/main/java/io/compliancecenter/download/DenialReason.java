package io.compliancecenter.download;

import io.compliancecenter.database.RefusedByDatabaseException;

/** Why a download was denied. The record and the log name the same reasons. */
public enum DenialReason {
    /** The user is no longer an admin of the Organization. */
    NOT_AN_ADMIN,
    /** The certificate does not exist, was withdrawn, or is for others. */
    CERTIFICATE_NOT_ON_OFFER,
    /** The certificate is for others, but may be asked for. */
    CERTIFICATE_ON_REQUEST,
    /** No terms version is in effect, so there is nothing to agree to. */
    NO_TERMS_PUBLISHED,
    /** The terms or the wording on the page differ from the current ones. */
    WORDS_CHANGED,
    /** The page was already sent under another name. */
    PAGE_ALREADY_USED,
    /** The permit has expired, or was granted to a person of another name. */
    PERMIT_EXPIRED;

    /** The reason for which the database refused. */
    public static DenialReason of(RefusedByDatabaseException refused) {
        return switch (refused.reason()) {
            case FORBIDDEN -> NOT_AN_ADMIN;
            case NOT_FOUND -> CERTIFICATE_NOT_ON_OFFER;
            case CHANGED -> WORDS_CHANGED;
            case EXPIRED -> PERMIT_EXPIRED;
        };
    }
}
