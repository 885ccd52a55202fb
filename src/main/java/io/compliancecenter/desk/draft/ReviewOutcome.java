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
    /** A newer version of something that the draft replaces was published meanwhile. */
    OUTDATED("critical"),
    /** It would name what is not published. */
    CONTRADICTORY("critical"),
    /** Not what the approver has seen. */
    CHANGED("critical"),
    /** Who has changed a draft does not approve it. */
    OWN("critical"),
    /** The time of publication has passed. */
    PAST("critical"),
    /** The folder manages something that the draft changes. */
    MOVED("critical"),
    /** The approver has lost the role. */
    WITHDRAWN("critical"),
    /** It was approved by somebody who has changed it, and the second person is needed again. */
    SECOND_PERSON("critical");

    private final String tone;

    ReviewOutcome(String tone) {
        this.tone = tone;
    }

    /** Of the notice. */
    public String tone() {
        return tone;
    }

    /** Whether a draft can be in that state after this step; a link could claim otherwise. */
    boolean leadsTo(DraftState state) {
        return switch (this) {
            case SUBMITTED -> state == DraftState.IN_REVIEW;
            case APPROVED -> state == DraftState.APPROVED;
            case PUBLISHED -> state == DraftState.PUBLISHED;
            case RETURNED, REMOVED, SAVED -> state == DraftState.OPEN;
            default -> false;
        };
    }

    boolean isRefusal() {
        return tone.equals("critical");
    }
}
