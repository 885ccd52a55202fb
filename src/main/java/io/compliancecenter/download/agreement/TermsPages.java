package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.CertificateAccess;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.download.NothingToDownloadException;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.terms.Acceptances;
import io.compliancecenter.terms.Terms;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.web.PageLanguages;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Composes the terms page for a member. */
@Service
@Transactional(readOnly = true)
class TermsPages {

    private final CatalogueService catalogue;
    private final Terms terms;
    private final Acceptances acceptances;
    private final WordingSource wordings;

    TermsPages(CatalogueService catalogue, Terms terms, Acceptances acceptances, WordingSource wordings) {
        this.catalogue = catalogue;
        this.terms = terms;
        this.acceptances = acceptances;
        this.wordings = wordings;
    }

    /** Whether the certificate can only be asked for. */
    boolean isOnRequest(CertificateId id) {
        return catalogue.access(id) == CertificateAccess.ON_REQUEST;
    }

    /**
     * What is shown in place of the terms; empty unless an agreement signed on paper is in force.
     *
     * @throws NothingToDownloadException if the Organization cannot download the certificate
     */
    Optional<UnderAgreementPage> underAgreement(
            CurrentMember member, UUID id, HttpServletRequest request, Locale language) {
        CertificateId certificate = new CertificateId(id);
        return UserWithMemberships.of(request)
                .flatMap(user -> user.agreementSignedOn(member.organizationId()))
                .filter(signedOn -> !isOnRequest(certificate))
                .map(signedOn -> {
                    PublishedCertification certification = catalogue
                            .certificationOf(certificate, PageLanguages.wanted(request))
                            .orElseThrow(NothingToDownloadException::new);
                    return UnderAgreementPage.of(
                            certification,
                            certification.certificate(certificate).orElseThrow(),
                            signedOn,
                            language);
                });
    }

    /**
     * The page with the current terms; empty if none are in effect.
     *
     * @param languages that the reader prefers, best first
     * @param zone to show times in
     * @throws NothingToDownloadException if the Organization cannot download the certificate
     */
    Optional<TermsPage> page(CurrentMember member, CertificateId id, List<LanguageRange> languages, ZoneId zone) {
        PublishedCertification certification =
                catalogue.certificationOf(id, languages).orElseThrow(NothingToDownloadException::new);
        PublishedCertificate certificate = certification.certificate(id).orElseThrow();
        return terms.current().map(current -> {
            AgreementLanguage language = AgreementLanguage.of(current, languages);
            return TermsPage.of(
                    certification,
                    certificate,
                    current,
                    language,
                    changes(member, current, language, zone).orElse(null),
                    wordings.wording(member, language.page()),
                    zone);
        });
    }

    /** What changed since the member last agreed; empty if they never agreed, or last agreed to this version. */
    private Optional<TermsChanges> changes(
            CurrentMember member, TermsVersion current, AgreementLanguage language, ZoneId zone) {
        return acceptances
                .findLatest(member)
                .filter(last -> last.termsVersion() != current.version())
                .flatMap(last -> terms.published(last.termsVersion())
                        .map(agreedTo -> TermsChanges.of(agreedTo, last.acceptedAt(), current, language, zone)));
    }
}
