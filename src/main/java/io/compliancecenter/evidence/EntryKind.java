package io.compliancecenter.evidence;

import io.compliancecenter.web.Badge;
import jakarta.persistence.EnumeratedValue;
import java.util.Arrays;
import java.util.List;

/** The kinds of entries in the chains of Organizations and users. */
public enum EntryKind {
    ACCEPTANCE("acceptance-recorded", Subject.DOWNLOAD, "check", "positive"),
    PERMIT("permit-granted", Subject.DOWNLOAD, "seal", "positive"),
    DELIVERY("copy-delivered", Subject.DOWNLOAD, "download", "neutral"),
    DENIAL("download-denied", Subject.DOWNLOAD, "cross", "critical"),
    CERTIFICATE_REQUESTED("certificate-requested", Subject.DOWNLOAD, "mail", "neutral"),
    REQUEST_GRANTED("request-granted", Subject.DOWNLOAD, "check", "positive"),
    REQUEST_DECLINED("request-declined", Subject.DOWNLOAD, "cross", "attention"),
    GRANT_ENDED("grant-ended", Subject.DOWNLOAD, "minus", "attention"),
    AGREEMENT_APPROVED("agreement-approved", Subject.AGREEMENT, "check", "positive"),
    AGREEMENT_ENDED("agreement-ended", Subject.AGREEMENT, "minus", "attention"),
    MEMBER_INVITED("member-invited", Subject.MEMBER, "mail", "neutral"),
    INVITATION_WITHDRAWN("invitation-withdrawn", Subject.MEMBER, "minus", "neutral"),
    MEMBER_JOINED("member-joined", Subject.MEMBER, "person", "positive"),
    ROLE_CHANGED("role-changed", Subject.MEMBER, "person", "attention"),
    MEMBER_REMOVED("member-removed", Subject.MEMBER, "minus", "attention"),
    IDENTITY_LINKED("identity-linked", Subject.MEMBER, "shield", "neutral"),
    ACCOUNT_CHANGED("account-changed", Subject.MEMBER, "person", "neutral"),
    PASSKEY_ADDED("passkey-added", Subject.MEMBER, "shield", "neutral"),
    PASSKEY_REMOVED("passkey-removed", Subject.MEMBER, "minus", "neutral"),
    PASSWORD_SET("password-set", Subject.MEMBER, "shield", "neutral"),
    SIGNED_IN("signed-in", Subject.SIGN_IN, "check", "positive"),
    SIGN_IN_FAILED("sign-in-failed", Subject.SIGN_IN, "cross", "critical"),
    SIGNED_OUT_BY_PROVIDER("signed-out-by-provider", Subject.SIGN_IN, "sign-out", "neutral");

    /** What an entry is about. */
    public enum Subject {
        /** A member and a certificate; in the Organization's chain. */
        DOWNLOAD,
        /** An agreement that the Organization signed on paper; in its chain. */
        AGREEMENT,
        /** A membership, or the account of a member; in the Organization's chain. A new name is also in the user's own. */
        MEMBER,
        /** A user's session; in the user's own chain, which belongs to no Organization. */
        SIGN_IN
    }

    @EnumeratedValue
    private final String code;

    private final Subject subject;
    private final Badge badge;

    EntryKind(String code, Subject subject, String icon, String tone) {
        this.code = code;
        this.subject = subject;
        this.badge = new Badge("activity.kind." + name(), icon, tone);
    }

    /** The kinds in the chain of an Organization. */
    public static List<EntryKind> ofOrganizations() {
        return Arrays.stream(values())
                .filter(kind -> kind.subject != Subject.SIGN_IN)
                .toList();
    }

    /** How entries spell it. */
    public String code() {
        return code;
    }

    public Subject subject() {
        return subject;
    }

    /** How pages show it. */
    public Badge badge() {
        return badge;
    }
}
