package io.compliancecenter.organization.members;

import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.members.Invitations.OpenInvitation;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;

/** An open invitation as pages show it. */
record InvitationView(
        String id, String email, Role role, String inviter, TimeText createdAt, TimeText expiresAt, Badge state) {

    static InvitationView of(OpenInvitation invitation, Locale language, ZoneId zone) {
        return new InvitationView(
                invitation.id().toString(),
                invitation.email(),
                invitation.role(),
                invitation.inviter(),
                TimeText.of(invitation.createdAt(), language, zone),
                TimeText.of(invitation.expiresAt(), language, zone),
                state(invitation));
    }

    private static Badge state(OpenInvitation invitation) {
        if (!invitation.inviterIsAdmin()) {
            return new Badge("members.invitation.inviter-left", "cross", "critical");
        }
        if (invitation.expired()) {
            return new Badge("members.invitation.expired", "clock", "attention");
        }
        return switch (invitation.delivery() == null ? "" : invitation.delivery()) {
            case "FAILED" -> new Badge("members.invitation.failed", "warning", "critical");
            case "RETRYING" -> new Badge("members.invitation.retrying", "warning", "attention");
            case "QUEUED" -> new Badge("members.invitation.queued", "clock", "neutral");
            default -> new Badge("members.invitation.sent", "mail", "positive");
        };
    }
}
