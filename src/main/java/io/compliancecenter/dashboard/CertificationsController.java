package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.request.OwnRequests;
import io.compliancecenter.request.RequestOutcome;
import io.compliancecenter.web.TimeText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.ZoneId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the vendor is certified for, and its certificates. */
@Controller
@RequestMapping("/organizations/{slug}/certifications")
class CertificationsController {

    private final CataloguePages pages;
    private final OwnRequests requests;

    CertificationsController(CataloguePages pages, OwnRequests requests) {
        this.pages = pages;
        this.requests = requests;
    }

    @GetMapping
    ModelAndView certifications(
            Catalogue catalogue,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable EffectiveStatus status,
            @RequestParam(required = false) @Nullable Integer page,
            ReaderLanguages reader,
            Locale locale) {
        return pages.certifications(catalogue, new ListFilter(q, status, page), null, reader, locale);
    }

    /** @param requested what became of asking for a certificate; null if nothing was asked */
    @GetMapping("/{code}")
    ModelAndView certification(
            CurrentMember member,
            Catalogue catalogue,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable RequestOutcome requested,
            ReaderLanguages reader,
            Locale locale,
            ZoneId zone,
            HttpServletRequest request) {
        PublishedCertification certification = catalogue.certification(code).orElseThrow(NotPublishedException::new);
        return pages.certification(
                        catalogue,
                        certification,
                        requests.of(member.organizationId(), certification, locale, zone),
                        requested,
                        null,
                        reader,
                        locale)
                .addObject(
                        "agreementSignedOn",
                        UserWithMemberships.of(request)
                                .flatMap(user -> user.agreementSignedOn(member.organizationId()))
                                .map(day -> TimeText.of(day, locale))
                                .orElse(null));
    }
}
