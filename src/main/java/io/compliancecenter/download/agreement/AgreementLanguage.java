package io.compliancecenter.download.agreement;

import io.compliancecenter.terms.TermsText;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.web.PageLanguages;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/**
 * The language in which a member agrees to the terms: one and the same for the page, the checkbox, the button and the terms,
 * if the terms are published in any language of the pages.
 *
 * @param page the language of the page, the checkbox and the button
 * @param terms the text that is agreed to
 */
record AgreementLanguage(Locale page, TermsText terms) {

    /**
     * Chooses the language that the reader prefers among those that both the pages and the terms are in, or the first of them.
     * Only terms that are published in no language of the pages are shown on a page in another language.
     *
     * @param wanted the reader's languages, best first
     */
    static AgreementLanguage of(TermsVersion version, List<LanguageRange> wanted) {
        for (LanguageRange range : wanted) {
            Optional<AgreementLanguage> both = PageLanguages.matching(range)
                    .flatMap(page ->
                            version.textIn(page, List.of(range)).map(text -> new AgreementLanguage(page, text)));
            if (both.isPresent()) {
                return both.get();
            }
        }
        return PageLanguages.ALL.stream()
                .flatMap(page -> version.textIn(page, wanted).map(text -> new AgreementLanguage(page, text)).stream())
                .findFirst()
                .orElseGet(() -> new AgreementLanguage(PageLanguages.best(wanted), version.textFor(wanted)));
    }

    /** Whether the terms are in another language than the page. */
    boolean differs() {
        return !terms.locale().getLanguage().equals(page.getLanguage());
    }
}
