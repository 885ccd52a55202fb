package io.compliancecenter.organization.members;

import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.members.Invitations.OpenInvitation;
import io.compliancecenter.web.Badge;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An open invitation as pages show it.
 *
 * @param inviter the admin who sent it; null if the vendor's desk imported it
 */
record InvitationView(
        String id,
        String email,
        Role role,
        @Nullable String inviter,
        TimeText createdAt,
        TimeText expiresAt,
        Badge state) {

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
        if (!invitation.counts()) {
            return new Badge(
                    invitation.inviter() == null
                            ? "members.invitation.import-ended"
                            : "members.invitation.inviter-left",
                    "cross",
                    "critical");
        }
        if (invitation.expired()) {
            return new Badge("members.invitation.expired", "clock", "attention");
        }
        return switch (invitation.delivery() == null ? "" : invitation.delivery()) {
            case "FAILED" -> new Badge("members.invitation.failed", "warning", "critical");
            case "RETRYING" -> new Badge("members.invitation.retrying", "warning", "attention");
            case "QUEUED" -> new Badge("members.invitation.queued", "clock", "neutral");
            // An import may leave it out.
            case "" -> new Badge("members.invitation.not-mailed", "clock", "neutral");
            default -> new Badge("members.invitation.sent", "mail", "positive");
        };
    }
}
