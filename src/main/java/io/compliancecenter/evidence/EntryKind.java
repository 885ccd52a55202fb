package io.compliancecenter.evidence;

import io.compliancecenter.web.Badge;
import jakarta.persistence.EnumeratedValue;

/** The kinds of entries in an Organization's chain. */
public enum EntryKind {
    ACCEPTANCE("acceptance-recorded", new Badge("activity.kind.ACCEPTANCE", "check", "positive")),
    PERMIT("permit-granted", new Badge("activity.kind.PERMIT", "seal", "positive")),
    DELIVERY("copy-delivered", new Badge("activity.kind.DELIVERY", "download", "neutral")),
    DENIAL("download-denied", new Badge("activity.kind.DENIAL", "cross", "critical")),
    MEMBER_INVITED("member-invited", new Badge("activity.kind.MEMBER_INVITED", "mail", "neutral")),
    INVITATION_WITHDRAWN("invitation-withdrawn", new Badge("activity.kind.INVITATION_WITHDRAWN", "minus", "neutral")),
    MEMBER_JOINED("member-joined", new Badge("activity.kind.MEMBER_JOINED", "person", "positive")),
    ROLE_CHANGED("role-changed", new Badge("activity.kind.ROLE_CHANGED", "person", "attention")),
    MEMBER_REMOVED("member-removed", new Badge("activity.kind.MEMBER_REMOVED", "minus", "attention")),
    IDENTITY_LINKED("identity-linked", new Badge("activity.kind.IDENTITY_LINKED", "shield", "neutral")),
    ACCOUNT_CHANGED("account-changed", new Badge("activity.kind.ACCOUNT_CHANGED", "person", "neutral"));

    @EnumeratedValue
    private final String code;

    private final Badge badge;

    EntryKind(String code, Badge badge) {
        this.code = code;
        this.badge = badge;
    }

    /** How entries spell it. */
    public String code() {
        return code;
    }

    /** How pages show it. */
    public Badge badge() {
        return badge;
    }
}
