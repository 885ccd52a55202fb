package io.compliancecenter.desk.preview;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.dashboard.CataloguePreview;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.preview.DraftTerms.PlannedDownload;
import io.compliancecenter.download.agreement.TermsPreviews;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows what an Organization's admins would meet at a download with the terms of a draft. As on the other pages of a preview, nothing can
 * be done there.
 */
@Controller
@ConditionalOnDesk
class TermsPreviewController {

    private final DraftTerms drafts;
    private final CatalogueService catalogue;
    private final TermsPreviews pages;

    TermsPreviewController(DraftTerms drafts, CatalogueService catalogue, TermsPreviews pages) {
        this.drafts = drafts;
        this.catalogue = catalogue;
        this.pages = pages;
    }

    @GetMapping("/desk/drafts/{draft}/preview/{organization}/terms/{certificate}")
    ModelAndView terms(
            DeskPerson reader,
            Catalogue published,
            @PathVariable UUID draft,
            @PathVariable UUID organization,
            @PathVariable UUID certificate,
            ReaderLanguages languages,
            Locale locale,
            HttpServletRequest request) {
        PlannedDownload download = drafts.download(
                draft, organization, new CertificateId(certificate), catalogue.complete(published.revision()));
        PublishedCertification certification = download.certification().in(languages);
        LocalDate signedOn = download.preview().agreementSignedOn();
        ModelAndView page = signedOn != null
                ? pages.underAgreement(certification, download.certificate(), signedOn, locale)
                : pages.terms(
                        certification,
                        download.certificate(),
                        download.preview().organization(),
                        download.terms(),
                        download.toCome(),
                        download.agreed(),
                        request);
        return page.addObject(CataloguePreview.ATTRIBUTE, download.preview());
    }
}
