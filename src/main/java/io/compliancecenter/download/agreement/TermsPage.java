package io.compliancecenter.download.agreement;

import io.compliancecenter.terms.Wording;
import io.compliancecenter.web.TimeText;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the terms page shows.
 *
 * @param effectiveAt from when the terms are in effect
 * @param termsLocale the language of the terms, as a BCP 47 tag
 * @param otherLanguage the name of the terms' language; null if the page is in the same one
 * @param html the terms as sanitized HTML
 * @param changes what changed since the member last agreed; null if there is nothing to compare
 * @param locale the language of the page, the checkbox and the button
 * @param wordingSha256 see {@link Wording#sha256}
 * @param idempotencyKey a new one for each page
 */
record TermsPage(
        UUID certificate,
        String certificationCode,
        String certificationName,
        int certificateVersion,
        int version,
        TimeText effectiveAt,
        String termsLocale,
        @Nullable String otherLanguage,
        String sha256,
        String html,
        @Nullable TermsChanges changes,
        String checkbox,
        String button,
        String locale,
        String wordingSha256,
        UUID idempotencyKey) {}
