package io.compliancecenter.download.agreement;

import io.compliancecenter.terms.TermsText;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.web.PageLanguages;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;

/**
 * In which language terms are agreed to. The page, the words at the box and on the button, and the terms are in one language
 * wherever the terms are published in a language that pages are in.
 *
 * @param page of the page, and of the words at the box and on the button
 * @param terms the text that is agreed to
 */
record AgreementLanguage(Locale page, TermsText terms) {

    /**
     * The language that the reader prefers among those that both the pages and the terms are in. If the reader asks for none
     * of them, it is the first there is. Only terms that are published in no language of the pages are shown beside words in
     * another one.
     *
     * @param wanted by falling preference
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

    /** Whether the terms are in another language than the words around them. */
    boolean differs() {
        return !terms.locale().getLanguage().equals(page.getLanguage());
    }
}
