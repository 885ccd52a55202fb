package io.compliancecenter.evidence;

import io.compliancecenter.web.Badge;
import jakarta.persistence.EnumeratedValue;

/** The kinds of entries in an Organization's chain. */
public enum EntryKind {
    ACCEPTANCE("acceptance-recorded", new Badge("activity.kind.ACCEPTANCE", "check", "positive")),
    PERMIT("permit-granted", new Badge("activity.kind.PERMIT", "seal", "positive")),
    DELIVERY("copy-delivered", new Badge("activity.kind.DELIVERY", "download", "neutral")),
    DENIAL("download-denied", new Badge("activity.kind.DENIAL", "cross", "critical"));

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
