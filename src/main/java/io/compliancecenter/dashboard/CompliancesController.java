package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.Compliance;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** What the vendor complies with. */
@Controller
@RequestMapping("/organizations/{slug}/compliances")
class CompliancesController {

    private final Catalogue catalogue;

    CompliancesController(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @GetMapping
    ModelAndView compliances() {
        ModelAndView page = new ModelAndView("dashboard/compliances");
        page.addObject("overview", catalogue.overview());
        page.addObject(
                "compliances",
                catalogue.compliances().stream().map(ComplianceView::of).toList());
        return page;
    }

    @GetMapping("/{code}")
    ModelAndView compliance(@PathVariable String code) {
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
