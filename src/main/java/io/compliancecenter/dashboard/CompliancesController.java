package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Compliance;
import io.compliancecenter.catalogue.PublishedCatalogue;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;

/** What the vendor complies with. */
@Controller
@RequestMapping("/organizations/{slug}/compliances")
class CompliancesController {

    private final ListPages pages;

    CompliancesController(ListPages pages) {
        this.pages = pages;
    }

    @GetMapping
    View compliances(PublishedCatalogue catalogue, Locale locale) {
        return pages.compliances(catalogue, locale);
    }

    @GetMapping("/{code}")
    ModelAndView compliance(PublishedCatalogue catalogue, @PathVariable String code) {
        Compliance compliance = catalogue.compliance(code).orElseThrow(NotPublishedException::new);
        ModelAndView page = new ModelAndView("dashboard/compliance");
        page.addObject("compliance", ComplianceView.of(compliance));
        page.addObject("texts", ComplianceTexts.of(compliance));
        page.addObject(
                "attestedBy",
                catalogue.certifications().stream()
                        .filter(certification -> code.equals(certification.compliance()))
                        .map(certification -> new Related(certification.code(), certification.name()))
                        .toList());
        return page;
    }
}
