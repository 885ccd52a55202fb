package io.compliancecenter.desk.draft;

/** What became of a step of the review. */
enum ReviewOutcome {
    SUBMITTED("positive"),
    APPROVED("positive"),
    PUBLISHED("positive"),
    RETURNED("positive"),
    REMOVED("positive"),
    SAVED("positive"),
    /** There is nothing in the draft. */
    EMPTY("critical"),
    /** A certificate lacks its document or its details. */
    INCOMPLETE("critical"),
    /** Something that the draft replaces was published anew meanwhile. */
    OUTDATED("critical"),
    /** It would name what is not published. */
    CONTRADICTORY("critical"),
    /** Not what the approver has seen. */
    CHANGED("critical"),
    /** Who has changed a draft does not approve it. */
    OWN("critical"),
    /** The time of publication has passed. */
    PAST("critical"),
    /** The approver has lost the role. */
    WITHDRAWN("critical");

    private final String tone;

    ReviewOutcome(String tone) {
        this.tone = tone;
    }

    /** Of the notice. */
    public String tone() {
        return tone;
    }

    boolean isRefusal() {
        return tone.equals("critical");
    }
}
