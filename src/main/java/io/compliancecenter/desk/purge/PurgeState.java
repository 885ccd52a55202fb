package io.compliancecenter.desk.purge;

import io.compliancecenter.web.Badge;

/** What became of the bytes of a withdrawn certificate. */
enum PurgeState {
    /** They are kept, and nobody receives them. */
    KEPT("archive", "neutral"),
    /** Somebody has asked to purge them. */
    REQUESTED("mail", "attention"),
    /** They are gone. */
    PURGED("minus", "critical");

    private final String icon;
    private final String tone;

    PurgeState(String icon, String tone) {
        this.icon = icon;
        this.tone = tone;
    }

    /** How pages show it. */
    public Badge badge() {
        return new Badge("desk.purge.state." + name(), icon, tone);
    }
}
