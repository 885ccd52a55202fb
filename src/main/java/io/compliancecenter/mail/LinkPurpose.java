package io.compliancecenter.mail;

/** What a link in a mail is for. A link for one purpose cannot be used for another. */
public enum LinkPurpose {
    /** To accept an invitation; its subject is the invitation. */
    INVITATION("/links/invitation/"),
    /** To set a new password; its subject is the user. */
    PASSWORD_RESET("/links/password/"),
    /** To add the first passkey of somebody at the desk; its subject is the user. */
    DESK_PASSKEY("/links/passkey/");

    private final String path;

    LinkPurpose(String path) {
        this.path = path;
    }

    /** Path of such links below the application's base URL. The token follows. */
    public String path() {
        return path;
    }
}
