package io.compliancecenter.evidence.activity;

import static io.compliancecenter.evidence.activity.ActivityRow.message;

import io.compliancecenter.evidence.EntryKind;
import io.compliancecenter.evidence.Payload;
import org.springframework.context.MessageSourceResolvable;

/** Describes entries about who belongs to an Organization. */
final class MemberChangeText {

    private MemberChangeText() {}

    static MessageSourceResolvable of(EntryKind kind, Payload payload) {
        return switch (kind) {
            case MEMBER_INVITED, INVITATION_WITHDRAWN ->
                message(
                        "activity.detail.invitation",
                        payload.text("invitation", "email"),
                        role(payload, "invitation", "role"));
            case MEMBER_JOINED -> joined(payload);
            case ROLE_CHANGED -> roleChanged(payload);
            case MEMBER_REMOVED -> removed(payload);
            case IDENTITY_LINKED -> message("activity.detail.identity", payload.text("identity", "issuer"));
            case ACCOUNT_CHANGED ->
                message(
                        "activity.detail.account-before",
                        payload.text("before", "name"),
                        payload.text("before", "email"));
            case PASSKEY_ADDED, PASSKEY_REMOVED -> message("activity.detail.passkey", payload.text("passkey", "label"));
            case PASSWORD_SET ->
                message(
                        payload.text("how").equals("mailed-link")
                                ? "activity.detail.password.mailed-link"
                                : "activity.detail.password.account");
            default -> throw new IllegalArgumentException("Not about a member: " + kind);
        };
    }

    private static MessageSourceResolvable joined(Payload payload) {
        String inviter = payload.text("invitation", "invitedBy", "name");
        String issuer = payload.text("member", "issuer");
        if (!inviter.isEmpty()) {
            return message("activity.detail.joined.invited", role(payload, "member", "role"), inviter);
        }
        return issuer.isEmpty()
                ? message("activity.detail.joined", role(payload, "member", "role"))
                : message("activity.detail.joined.provider", role(payload, "member", "role"), issuer);
    }

    private static MessageSourceResolvable roleChanged(Payload payload) {
        return message(
                "activity.detail.role", role(payload, "roleBefore"), role(payload, "member", "role"), actor(payload));
    }

    private static MessageSourceResolvable removed(Payload payload) {
        return message("activity.detail.removed", actor(payload));
    }

    /** Who made the change: an admin, or the provider that the membership comes from. */
    private static String actor(Payload payload) {
        String name = payload.text("by", "name");
        return name.isEmpty() ? payload.text("member", "issuer") : name;
    }

    private static MessageSourceResolvable role(Payload payload, String... path) {
        return message("role." + payload.text(path));
    }
}
