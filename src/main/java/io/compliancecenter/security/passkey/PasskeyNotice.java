package io.compliancecenter.security.passkey;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the account page says about the last action on passkeys. */
enum PasskeyNotice {
    ADDED("passkeys.done.added", "positive"),
    LINK_SENT("passkeys.done.link-sent", "positive"),
    RENAMED("passkeys.done.renamed", "positive"),
    REMOVED("passkeys.done.removed", "positive"),
    NOT_ADDED("passkeys.refused.not-added", "critical"),
    NO_NAME("invitation.no-name", "critical"),
    LAST("passkeys.refused.last", "critical");

    /** The parameter of the account page. */
    static final String PARAMETER = "passkey";

    private final String text;
    private final String tone;

    PasskeyNotice(String text, String tone) {
        this.text = text;
        this.tone = tone;
    }

    static @Nullable PasskeyNotice of(@Nullable String code) {
        return Arrays.stream(values())
                .filter(notice -> notice.code().equals(code))
                .findFirst()
                .orElse(null);
    }

    /** In addresses. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A message key. */
    public String text() {
        return text;
    }

    public String tone() {
        return tone;
    }
}
