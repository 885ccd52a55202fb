package io.compliancecenter.organization.members;

/** What the page of members says about the last action. */
enum MembersNotice {
    INVITED("members.done.invited", "positive"),
    RESENT("members.done.resent", "positive"),
    WITHDRAWN("members.done.withdrawn", "positive"),
    ROLE_CHANGED("members.done.role-changed", "positive"),
    REMOVED("members.done.removed", "positive"),
    NO_ADDRESS("members.refused.no-address", "critical"),
    ALREADY_MEMBER("members.refused.already-member", "attention"),
    ALREADY_INVITED("members.refused.already-invited", "attention"),
    TOO_MANY_OPEN("members.refused.too-many-open", "critical"),
    TOO_MANY_MAILS("members.refused.too-many-mails", "critical");

    private final String text;
    private final String tone;

    MembersNotice(String text, String tone) {
        this.text = text;
        this.tone = tone;
    }

    static MembersNotice of(InvitationOutcome refusal) {
        return switch (refusal) {
            case SENT -> INVITED;
            case ALREADY_MEMBER -> ALREADY_MEMBER;
            case ALREADY_INVITED -> ALREADY_INVITED;
            case TOO_MANY_OPEN -> TOO_MANY_OPEN;
            case TOO_MANY_MAILS -> TOO_MANY_MAILS;
        };
    }

    /** A message key. */
    public String text() {
        return text;
    }

    public String tone() {
        return tone;
    }

    /** Whether it says what is wrong with the address in the form. */
    public boolean isOfAddress() {
        return this == NO_ADDRESS || this == ALREADY_MEMBER || this == ALREADY_INVITED;
    }
}
