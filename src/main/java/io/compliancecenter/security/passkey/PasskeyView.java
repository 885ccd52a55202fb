package io.compliancecenter.security.passkey;

import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A passkey on the account page.
 *
 * @param lastUsedAt null if it was never used
 */
record PasskeyView(
        String id,
        String label,
        TimeText createdAt,
        @Nullable TimeText lastUsedAt) {

    static PasskeyView of(Passkey passkey, Locale language, ZoneId zone) {
        return new PasskeyView(
                passkey.id(),
                passkey.label(),
                TimeText.of(passkey.createdAt(), language, zone),
                TimeText.ofNullable(passkey.lastUsedAt(), language, zone));
    }
}
