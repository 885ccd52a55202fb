package io.compliancecenter.evidence;

import io.compliancecenter.web.Badge;
import java.util.Arrays;

/** What the entries of an Organization's chain tell of. */
public enum EntryKind {
    ACCEPTANCE("acceptance-recorded", new Badge("activity.kind.ACCEPTANCE", "check", "positive")),
    PERMIT("permit-granted", new Badge("activity.kind.PERMIT", "seal", "positive")),
    DELIVERY("copy-delivered", new Badge("activity.kind.DELIVERY", "download", "neutral")),
    DENIAL("download-denied", new Badge("activity.kind.DENIAL", "cross", "critical"));

    private final String code;
    private final Badge badge;

    EntryKind(String code, Badge badge) {
        this.code = code;
        this.badge = badge;
    }

    /** As it stands in an entry. */
    public String code() {
        return code;
    }

    /** As a page shows it. */
    public Badge badge() {
        return badge;
    }

    /** @throws IllegalArgumentException if there is no such kind in an Organization's chain */
    public static EntryKind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no kind " + code));
    }
}
