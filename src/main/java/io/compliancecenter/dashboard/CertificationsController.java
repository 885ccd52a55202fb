package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Certification;
import io.compliancecenter.catalogue.PublishedCatalogue;
import io.compliancecenter.web.Markdown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What the vendor is certified for, and its certificates. */
@Controller
@RequestMapping("/organizations/{slug}/certifications")
class CertificationsController {

    private static final int SECTION = 2;

    private final ListPages pages;
    private final Clock clock;

    CertificationsController(ListPages pages, Clock clock) {
        this.pages = pages;
        this.clock = clock;
    }

    @GetMapping
    View certifications(PublishedCatalogue catalogue, Locale locale) {
        return pages.certifications(catalogue, reader(locale));
    }

    @GetMapping("/{code}")
    ModelAndView certification(PublishedCatalogue catalogue, @PathVariable String code, Locale locale) {
        Certification certification = catalogue.certification(code).orElseThrow(NotPublishedException::new);
        ModelAndView page = new ModelAndView("dashboard/certification");
        page.addObject("certification", CertificationView.of(certification, reader(locale)));
        page.addObject("assures", Markdown.toHtml(certification.assures(), SECTION));
        page.addObject(
                "attests",
                Optional.ofNullable(certification.compliance())
                        .flatMap(catalogue::compliance)
                        .map(compliance -> new Related(compliance.code(), compliance.name()))
                        .orElse(null));
        return page;
    }

    private Reader reader(Locale locale) {
        return new Reader(locale, LocalDate.now(clock));
    }
}
