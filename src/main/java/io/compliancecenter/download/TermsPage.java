package io.compliancecenter.download;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.terms.Agreement.Wording;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.web.Markdown;
import io.compliancecenter.web.TimeText;
import java.util.Locale;
import java.util.UUID;

/**
 * What the page of the terms shows.
 *
 * @param html the terms, ready to show
 * @param wordingSha256 see {@link WordingSource#sha256}
 * @param idempotencyKey new for every page that is shown
 */
record TermsPage(
        UUID certificate,
        String certificationCode,
        String certificationName,
        int certificateVersion,
        int version,
        TimeText publishedAt,
        String sha256,
        String html,
        String checkbox,
        String button,
        String locale,
        String wordingSha256,
        UUID idempotencyKey) {

    private static final int PAGE_TITLE = 1;

    static TermsPage of(
            String certificationName, Certificate certificate, TermsVersion terms, Wording wording, Locale reader) {
        return new TermsPage(
                certificate.id().value(),
                certificate.certification(),
                certificationName,
                certificate.version(),
                terms.version(),
                TimeText.of(terms.publishedAt(), reader),
                terms.sha256(),
                Markdown.toHtml(terms.text(), PAGE_TITLE),
                wording.checkbox(),
                wording.button(),
                wording.locale().toLanguageTag(),
                WordingSource.sha256(wording),
                UUID.randomUUID());
    }
}
