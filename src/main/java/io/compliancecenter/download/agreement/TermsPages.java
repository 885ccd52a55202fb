package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.Certificate;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsVersion;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Puts together what the page of the terms shows to a member. */
@Component
class TermsPages {

    private final Terms terms;
    private final Acceptances acceptances;
    private final WordingSource wordings;

    TermsPages(Terms terms, Acceptances acceptances, WordingSource wordings) {
        this.terms = terms;
        this.acceptances = acceptances;
        this.wordings = wordings;
    }

    /**
     * The current terms; empty if none are in effect.
     *
     * @param wanted the languages that the reader asks for, by falling preference
     * @param zone for moments
     */
    Optional<TermsPage> page(
            CurrentMember member,
            String certificationName,
            Certificate certificate,
            List<LanguageRange> wanted,
            ZoneId zone) {
        return terms.current().map(current -> {
            AgreementLanguage language = AgreementLanguage.of(current, wanted);
            return TermsPage.of(
                    certificationName,
                    certificate,
                    current,
                    language,
                    changes(member, current, language, zone),
                    wordings.wording(member, language.page()),
                    zone);
        });
    }

    /** What is new to the member; empty if they never agreed to anything, or last to this very version. */
    private Optional<TermsChanges> changes(
            CurrentMember member, TermsVersion current, AgreementLanguage language, ZoneId zone) {
        return acceptances
                .last(member.organizationId(), member.user())
                .filter(last -> last.termsVersion() != current.version())
                .flatMap(last -> terms.published(last.termsVersion())
                        .map(agreedTo -> TermsChanges.of(agreedTo, last, current, language, zone)));
    }
}
