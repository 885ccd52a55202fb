package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.Vendor;
import java.util.List;
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
        List<ComplianceView> compliances =
                catalogue.compliances().stream().map(ComplianceView::of).toList();
        ModelAndView page = new ModelAndView("dashboard/compliances");
        page.addObject(
                "introduction", catalogue.vendor().map(Vendor::introduction).orElse(null));
        page.addObject("compliances", compliances);
        page.addObject(
                "tabs", new Tabs(compliances.size(), catalogue.certifications().size()));
        return page;
    }

    @GetMapping("/{code}")
    ModelAndView compliance(@PathVariable String code) {
        ModelAndView page = new ModelAndView("dashboard/compliance");
        page.addObject(
                "compliance",
                catalogue.compliance(code).map(ComplianceView::of).orElseThrow(NotPublishedException::new));
        page.addObject(
                "attestedBy",
                catalogue.certifications().stream()
                        .filter(certification -> code.equals(certification.compliance()))
                        .map(certification -> new Related(certification.code(), certification.name()))
                        .toList());
        return page;
    }
}
