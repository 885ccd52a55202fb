package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What the vendor complies with. */
@Controller
@RequestMapping("/organizations/{slug}/compliances")
class CompliancesController {

    private final CataloguePages pages;

    CompliancesController(CataloguePages pages) {
        this.pages = pages;
    }

    @GetMapping
    ModelAndView compliances(
            Catalogue catalogue,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable EffectiveStatus status,
            @RequestParam(required = false) @Nullable Integer page,
            ReaderLanguages reader,
            Locale locale) {
        return pages.compliances(catalogue, new ListFilter(q, status, page), null, reader, locale);
    }

    @GetMapping("/{code}")
    ModelAndView compliance(Catalogue catalogue, @PathVariable String code, ReaderLanguages reader, Locale locale) {
        return pages.compliance(catalogue, code, null, reader, locale);
    }
}
