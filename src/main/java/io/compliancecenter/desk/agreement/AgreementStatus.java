package io.compliancecenter.desk.agreement;

import io.compliancecenter.web.Badge;

/** Where an agreement stands; the function {@code signed_agreement_status} says which. */
public enum AgreementStatus {
    /** Its authors change it. */
    OPEN("document", "neutral"),
    /** It waits for a second person. */
    IN_REVIEW("clock", "attention"),
    DISCARDED("minus", "neutral"),
    NOT_BEGUN("clock", "neutral"),
    IN_FORCE("check", "positive"),
    /** It does not count: the Organization has another name now. */
    RENAMED("warning", "attention"),
    EXPIRED("minus", "neutral"),
    /** Before its time. */
    ENDED("minus", "attention");

    private final Badge badge;

    AgreementStatus(String icon, String tone) {
        this.badge = new Badge("desk.agreement.status." + name(), icon, tone);
    }

    /** How pages show it. */
    public Badge badge() {
        return badge;
    }

    /** Whether its paper can be purged. */
    public boolean isOver() {
        return this == EXPIRED || this == ENDED;
    }

    /** Whether it can be ended. */
    public boolean isEndable() {
        return this == NOT_BEGUN || this == IN_FORCE || this == RENAMED;
    }
}
