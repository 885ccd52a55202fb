package io.compliancecenter.mail;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says. Its texts are in the message bundle; {0} in them is the vendor's name, and the parameters follow in the order
 * of the constructor.
 */
enum MailKind {
    INVITATION(
            "invitation",
            new Texts(
                    "mail.invitation.subject",
                    "mail.invitation.text",
                    "mail.invitation.button",
                    "mail.invitation.note"),
            "inviter",
            "organization"),
    IMPORT_INVITATION(
            "import-invitation",
            new Texts(
                    "mail.import-invitation.subject",
                    "mail.import-invitation.text",
                    "mail.invitation.button",
                    "mail.invitation.note"),
            "organization"),
    PASSWORD_RESET(
            "password-reset",
            new Texts(
                    "mail.password-reset.subject",
                    "mail.password-reset.text",
                    "mail.password-reset.button",
                    "mail.password-reset.note"),
            "name"),
    PASSWORD_IN_FILES(
            "password-in-files",
            new Texts("mail.password-in-files.subject", "mail.password-in-files.text", null, "mail.not-requested"),
            "name"),
    PASSWORD_AT_PROVIDER(
            "password-at-provider",
            new Texts(
                    "mail.password-at-provider.subject", "mail.password-at-provider.text", null, "mail.not-requested"),
            "name"),
    PASSWORD_CHANGED(
            "password-changed",
            new Texts(
                    "mail.password-changed.subject", "mail.password-changed.text", null, "mail.password-changed.note"),
            "name"),
    PASSWORD_SET(
            "password-set",
            new Texts("mail.password-set.subject", "mail.password-set.text", null, "mail.password-changed.note"),
            "name"),
    PASSKEY_ADDED(
            "passkey-added",
            new Texts("mail.passkey-added.subject", "mail.passkey-added.text", null, "mail.passkey-added.note"),
            "name",
            "passkey"),
    PASSKEY_REMOVED(
            "passkey-removed",
            new Texts("mail.passkey-removed.subject", "mail.passkey-removed.text", null, "mail.passkey-removed.note"),
            "name",
            "passkey"),
    PASSKEY_LINK(
            "passkey-link",
            new Texts(
                    "mail.passkey-link.subject",
                    "mail.passkey-link.text",
                    "mail.passkey-link.button",
                    "mail.passkey-link.note"),
            "name"),
    IDENTITY_LINKED(
            "identity-linked",
            new Texts("mail.identity-linked.subject", "mail.identity-linked.text", null, "mail.identity-linked.note"),
            "name",
            "provider"),
    REQUEST_GRANTED(
            "request-granted",
            new Texts("mail.request-granted.subject", "mail.request-granted.text", null, "mail.request-granted.note"),
            "name",
            "certification",
            "until"),
    GRANT_ENDING(
            "grant-ending",
            new Texts("mail.grant-ending.subject", "mail.grant-ending.text", null, "mail.grant-ending.note"),
            "name",
            "certification",
            "until"),
    REQUEST_DECLINED(
            "request-declined",
            new Texts(
                    "mail.request-declined.subject", "mail.request-declined.text", null, "mail.request-declined.note"),
            "name",
            "certification");

    private final String code;
    private final Texts texts;
    private final List<String> parameters;

    MailKind(String code, Texts texts, String... parameters) {
        this.code = code;
        this.texts = texts;
        this.parameters = List.of(parameters);
    }

    /**
     * Keys of the message bundle.
     *
     * @param button null for a mail without a link
     * @param note small print
     */
    record Texts(String subject, String text, @Nullable String button, String note) {}

    /** The kind that the database names so; empty if a later release knows it. */
    static Optional<MailKind> of(String code) {
        return Stream.of(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }

    Texts texts() {
        return texts;
    }

    /** Names of the parameters, in the order of the texts' arguments. */
    List<String> parameters() {
        return parameters;
    }
}
