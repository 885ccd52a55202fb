package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.PublishedCertificate;
import io.compliancecenter.catalogue.PublishedCertification;
import io.compliancecenter.web.Markdown;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the vendor is certified for, and its certificates. */
@Controller
@RequestMapping("/organizations/{slug}/certifications")
class CertificationsController {

    private static final int SECTION = 2;

    private final Clock clock;
    private final ListContents contents;

    CertificationsController(Clock clock, ListContents contents) {
        this.clock = clock;
        this.contents = contents;
    }

    @GetMapping
    ModelAndView certifications(
            Catalogue catalogue,
            ListFilter filter,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        FormattingContext context = context(locale);
        ModelAndView page = new ModelAndView("dashboard/certifications");
        page.addObject(
                "content",
                contents.html(
                        "dashboard/certifications-content",
                        catalogue,
                        filter,
                        context,
                        () -> ListView.of(
                                catalogue.certifications(),
                                filter,
                                new ListView.Item<>(
                                        certification -> certification
                                                .statusOn(context.today())
                                                .effective(),
                                        CertificationsController::texts,
                                        certification -> CertificationView.of(certification, catalogue, context))),
                        request,
                        response));
        page.addObject("idempotencyKey", UUID.randomUUID());
        return page;
    }

    @GetMapping("/{code}")
    ModelAndView certification(Catalogue catalogue, @PathVariable String code, Locale locale) {
        PublishedCertification certification = catalogue.certification(code).orElseThrow(NotPublishedException::new);
        ModelAndView page = new ModelAndView("dashboard/certification");
        page.addObject("certification", CertificationView.of(certification, catalogue, context(locale)));
        // New for every page, so that a form sent twice is one download.
        page.addObject("idempotencyKey", UUID.randomUUID());
        page.addObject("assures", Markdown.toHtml(certification.assures(), SECTION));
        page.addObject(
                "attests",
                Optional.ofNullable(certification.compliance())
                        .flatMap(catalogue::compliance)
                        .orElse(null));
        return page;
    }

    private static Stream<String> texts(PublishedCertification certification) {
        return Stream.concat(
                Stream.of(certification.code(), certification.name(), certification.summary(), certification.assures()),
                certification.certificates().stream().map(PublishedCertificate::issuer));
    }

    private FormattingContext context(Locale locale) {
        return new FormattingContext(locale, LocalDate.now(clock));
    }
}
