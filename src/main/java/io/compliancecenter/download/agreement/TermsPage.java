package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.terms.TermsText;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.terms.Wording;
import io.compliancecenter.web.Markdown;
import io.compliancecenter.web.TimeText;
import java.time.ZoneId;
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
        UUID idempotencyKey) {

    private static final int PAGE_TITLE = 1;
    private static final int SECTION_TITLE = 2;

    /**
     * The page about a certificate.
     *
     * @param changes null if there is nothing to compare
     * @param zone to show times in
     */
    static TermsPage of(
            PublishedCertification certification,
            PublishedCertificate certificate,
            TermsVersion terms,
            AgreementLanguage language,
            @Nullable TermsChanges changes,
            Wording wording,
            ZoneId zone) {
        TermsText text = language.terms();
        return new TermsPage(
                certificate.id().value(),
                certification.name(),
                certificate.version(),
                terms.version(),
                TimeText.of(terms.effectiveAt(), language.page(), zone),
                text.locale().toLanguageTag(),
                language.differs() ? text.locale().getDisplayName(language.page()) : null,
                text.sha256(),
                Markdown.toHtml(text.markdown(), changes == null ? PAGE_TITLE : SECTION_TITLE),
                changes,
                wording.checkbox(),
                wording.button(),
                wording.locale().toLanguageTag(),
                wording.sha256(),
                UUID.randomUUID());
    }
}
