package io.compliancecenter.desk.draft;

import io.compliancecenter.web.Badge;

/** Where a draft stands. */
public enum DraftState {
    /** Its authors change it. */
    OPEN("document", "neutral"),
    /** It waits for a second person. */
    IN_REVIEW("clock", "attention"),
    /** It is published at a set time. */
    APPROVED("check", "positive"),
    PUBLISHED("check", "positive"),
    DISCARDED("minus", "neutral");

    private final Badge badge;

    DraftState(String icon, String tone) {
        this.badge = new Badge("desk.draft.state." + name(), icon, tone);
    }

    /** Whether nothing can happen to it any more. */
    public boolean isClosed() {
        return this == PUBLISHED || this == DISCARDED;
    }

    /** How pages show it. */
    public Badge badge() {
        return badge;
    }
}
