package io.compliancecenter.download.agreement;

import io.compliancecenter.catalogue.published.PublishedCertificate;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.download.gate.DownloadGate;
import io.compliancecenter.terms.TermsVersion;
import io.compliancecenter.terms.TermsVersion.Kind;
import io.compliancecenter.web.PageLanguages;
import io.compliancecenter.web.ReaderZone;
import io.compliancecenter.web.TimeText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Builds what admins would meet at a download if terms were published, for the desk's previews. It reads and writes nothing. With the
 * preview in their model, the templates have no form, so there is nothing to send.
 */
@Component
public class TermsPreviews {

    private final WordingSource wordings;
    private final DownloadGate gate;

    TermsPreviews(WordingSource wordings, DownloadGate gate) {
        this.wordings = wordings;
        this.gate = gate;
    }

    /**
     * An admin's latest acceptance.
     *
     * @param name of the admin
     */
    public record Agreed(String name, TermsVersion terms, Instant at) {}

    /**
     * The terms page.
     *
     * @param organization its name
     * @param terms that are not published
     * @param toCome whether they would take effect later than they are published
     * @param agreed the acceptance that they are compared with; null if there is none
     */
    public ModelAndView terms(
            PublishedCertification certification,
            PublishedCertificate certificate,
            String organization,
            TermsVersion terms,
            boolean toCome,
            @Nullable Agreed agreed,
            HttpServletRequest request) {
        ZoneId zone = ReaderZone.of(request);
        AgreementLanguage language = AgreementLanguage.of(terms, PageLanguages.wanted(request));
        TermsPage page = TermsPage.of(
                certification,
                certificate,
                terms,
                language,
                agreed == null ? null : TermsChanges.of(agreed.terms(), agreed.at(), terms, language, zone),
                wordings.wording(organization, language.page()),
                zone);
        PageLanguages.write(request, Locale.forLanguageTag(page.locale()));
        return new ModelAndView("download/terms")
                .addObject("page", page)
                .addObject("notice", TermsNotice.NONE.name().toLowerCase(Locale.ROOT))
                .addObject("previewFrom", toCome ? TimeText.of(terms.effectiveAt(), language.page(), zone) : null)
                .addObject("previewAgreed", agreed == null ? null : agreed.name())
                .addObject("previewReused", terms.kind() == Kind.EDITORIAL && gate.reusesAcceptances());
    }

    /** What is shown in place of the terms while an agreement signed on paper is in force. */
    public ModelAndView underAgreement(
            PublishedCertification certification,
            PublishedCertificate certificate,
            LocalDate signedOn,
            Locale language) {
        return new ModelAndView(
                "download/under-agreement",
                "page",
                UnderAgreementPage.of(certification, certificate, signedOn, language));
    }
}
