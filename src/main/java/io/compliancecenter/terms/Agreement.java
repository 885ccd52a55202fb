package io.compliancecenter.terms;

import io.compliancecenter.support.ClientInfo;
import java.util.Locale;
import java.util.UUID;

/**
 * What a user sent from the terms page, before it is checked and recorded.
 *
 * @param termsVersion the version that was shown
 * @param termsLocale the language in which it was shown
 * @param termsSha256 the SHA-256 of the text that was shown, in lower-case hexadecimal
 * @param wording the wording of the page in its language
 * @param wordingSha256 the {@linkplain Wording#sha256 hash} of the wording that was shown
 * @param client who sent it
 * @param idempotencyKey of the page; the same page sent twice is one acceptance
 */
public record Agreement(
        int termsVersion,
        Locale termsLocale,
        String termsSha256,
        Wording wording,
        String wordingSha256,
        ClientInfo client,
        UUID idempotencyKey) {

    /** Whether the user saw the same wording that is recorded. */
    public boolean showedItsWording() {
        return wording.sha256().equals(wordingSha256);
    }
}
