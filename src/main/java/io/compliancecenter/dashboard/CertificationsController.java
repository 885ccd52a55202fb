package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.PublishedCertification;
import io.compliancecenter.catalogue.StatusOnDay.EffectiveStatus;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.request.OwnRequests;
import io.compliancecenter.request.RequestOutcome;
import io.compliancecenter.web.Markdown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

    private static final int SECTION = 2;

    private final Clock clock;
    private final ListPages pages;
    private final OwnRequests requests;

    CertificationsController(Clock clock, ListPages pages, OwnRequests requests) {
        this.clock = clock;
        this.pages = pages;
        this.requests = requests;
    }

    @GetMapping
    ModelAndView certifications(
            Catalogue catalogue,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable EffectiveStatus status,
            @RequestParam(required = false) @Nullable Integer page,
            Locale locale) {
        ListFilter filter = new ListFilter(q, status, page);
        FormattingContext context = context(locale);
        ModelAndView view = new ModelAndView("dashboard/list-page");
        view.addObject(
                "page",
                pages.html(
                        "dashboard/certifications",
                        catalogue,
                        filter,
                        context,
                        () -> list(catalogue, filter, context)));
        view.addObject("idempotencyKey", UUID.randomUUID());
        return view;
    }

    /** @param requested what became of asking for a certificate; null if nothing was asked */
    @GetMapping("/{code}")
    ModelAndView certification(
            CurrentMember member,
            Catalogue catalogue,
            @PathVariable String code,
            @RequestParam(required = false) @Nullable RequestOutcome requested,
            Locale locale,
            ZoneId zone) {
        PublishedCertification certification = catalogue.certification(code).orElseThrow(NotPublishedException::new);
        ModelAndView page = new ModelAndView("dashboard/certification");
        page.addObject("certification", CertificationView.of(certification, catalogue, context(locale)));
        // New for every page, so that a form sent twice is one download.
        page.addObject("idempotencyKey", UUID.randomUUID());
        page.addObject("requests", requests.of(member.organizationId(), certification, locale, zone));
        page.addObject("requested", requested);
        page.addObject("assures", Markdown.toHtml(certification.assures(), SECTION));
        page.addObject(
                "attests",
                Optional.ofNullable(certification.compliance())
                        .flatMap(catalogue::compliance)
                        .orElse(null));
        return page;
    }

    private static ListView<CertificationView> list(Catalogue catalogue, ListFilter filter, FormattingContext context) {
        return ListView.of(
                catalogue.certifications(),
                filter,
                new ListView.Item<>(
                        certification -> certification.statusOn(context.today()).effective(),
                        CertificationsController::texts,
                        certification -> CertificationView.of(certification, catalogue, context)));
    }

    private static Stream<String> texts(PublishedCertification certification) {
        return Stream.concat(
                Stream.of(certification.code(), certification.name(), certification.summary(), certification.assures()),
                certification.certificates().stream()
                        .map(certificate -> certificate.issued().issuer()));
    }

    private FormattingContext context(Locale locale) {
        return new FormattingContext(locale, LocalDate.now(clock));
    }
}
