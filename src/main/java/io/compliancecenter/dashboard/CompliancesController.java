package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.ComplianceDetails;
import io.compliancecenter.catalogue.StatusOnDay.EffectiveStatus;
import io.compliancecenter.web.Markdown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
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

    private static final int SECTION = 2;

    private final Clock clock;
    private final ListPages pages;

    CompliancesController(Clock clock, ListPages pages) {
        this.clock = clock;
        this.pages = pages;
    }

    @GetMapping
    ModelAndView compliances(
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
                        "dashboard/compliances", catalogue, filter, context, () -> list(catalogue, filter, context)));
        return view;
    }

    @GetMapping("/{code}")
    ModelAndView compliance(Catalogue catalogue, @PathVariable String code, Locale locale) {
        ComplianceDetails compliance = catalogue.compliance(code).orElseThrow(NotPublishedException::new);
        ModelAndView page = new ModelAndView("dashboard/compliance");
        page.addObject("compliance", view(catalogue, compliance, context(locale)));
        page.addObject("description", Markdown.toHtml(compliance.description(), SECTION));
        page.addObject(
                "howWeComply",
                compliance.howWeComply() == null ? null : Markdown.toHtml(compliance.howWeComply(), SECTION));
        page.addObject("attestedBy", catalogue.attesting(compliance).toList());
        return page;
    }

    private static ComplianceView view(Catalogue catalogue, ComplianceDetails compliance, FormattingContext context) {
        return ComplianceView.of(compliance, catalogue.statusOn(compliance, context.today()), context);
    }

    private static ListView<ComplianceView> list(Catalogue catalogue, ListFilter filter, FormattingContext context) {
        return ListView.of(
                catalogue.compliances(),
                filter,
                new ListView.Item<>(
                        compliance ->
                                catalogue.statusOn(compliance, context.today()).effective(),
                        CompliancesController::texts,
                        compliance -> view(catalogue, compliance, context)));
    }

    private static Stream<String> texts(ComplianceDetails compliance) {
        return Stream.concat(
                Stream.of(compliance.code(), compliance.name(), compliance.summary(), compliance.description()),
                Optional.ofNullable(compliance.howWeComply()).stream());
    }

    private FormattingContext context(Locale locale) {
        return new FormattingContext(locale, LocalDate.now(clock));
    }
}
