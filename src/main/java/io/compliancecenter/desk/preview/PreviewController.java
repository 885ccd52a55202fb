package io.compliancecenter.desk.preview;

import io.compliancecenter.catalogue.CatalogueService;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.StatusOnDay.EffectiveStatus;
import io.compliancecenter.dashboard.CataloguePages;
import io.compliancecenter.dashboard.ListFilter;
import io.compliancecenter.database.ConditionalOnDesk;
import io.compliancecenter.desk.DeskNotFoundException;
import io.compliancecenter.desk.DeskPerson;
import io.compliancecenter.desk.preview.DraftPreviews.Previewed;
import io.compliancecenter.web.OneLine;
import io.compliancecenter.web.TimeText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * Shows the customers' own pages with the changes of a draft, as an admin of an Organization would see them. Nothing can be done
 * there: the pages have no forms, and no address below these takes one.
 */
@Controller
@ConditionalOnDesk
@RequestMapping("/desk/drafts/{draft}/preview")
class PreviewController {

    private static final int LONGEST_SEARCH = 100;

    private final DraftPreviews previews;
    private final CatalogueService catalogue;
    private final CataloguePages pages;

    PreviewController(DraftPreviews previews, CatalogueService catalogue, CataloguePages pages) {
        this.previews = previews;
        this.catalogue = catalogue;
        this.pages = pages;
    }

    /** To choose an Organization. */
    @GetMapping
    ModelAndView choose(DeskPerson person, @PathVariable UUID draft, @RequestParam(defaultValue = "") String q) {
        String words = OneLine.of(q, LONGEST_SEARCH);
        return new ModelAndView("desk/preview")
                .addObject("draft", draft)
                .addObject("words", words)
                .addObject("choices", previews.choices(draft, words));
    }

    @GetMapping("/{organization}/compliances")
    ModelAndView compliances(
            DeskPerson person,
            Catalogue published,
            @PathVariable UUID draft,
            @PathVariable UUID organization,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable EffectiveStatus status,
            @RequestParam(required = false) @Nullable Integer page,
            ReaderLanguages reader,
            Locale locale) {
        Previewed previewed = preview(draft, organization, published);
        return pages.compliances(
                previewed.catalogue(), new ListFilter(q, status, page), previewed.preview(), reader, locale);
    }

    @GetMapping("/{organization}/compliances/{code}")
    ModelAndView compliance(
            DeskPerson person,
            Catalogue published,
            @PathVariable UUID draft,
            @PathVariable UUID organization,
            @PathVariable String code,
            ReaderLanguages reader,
            Locale locale) {
        Previewed previewed = preview(draft, organization, published);
        return pages.compliance(previewed.catalogue(), code, previewed.preview(), reader, locale);
    }

    @GetMapping("/{organization}/certifications")
    ModelAndView certifications(
            DeskPerson person,
            Catalogue published,
            @PathVariable UUID draft,
            @PathVariable UUID organization,
            @RequestParam(required = false) @Nullable String q,
            @RequestParam(required = false) @Nullable EffectiveStatus status,
            @RequestParam(required = false) @Nullable Integer page,
            ReaderLanguages reader,
            Locale locale) {
        Previewed previewed = preview(draft, organization, published);
        return pages.certifications(
                previewed.catalogue(), new ListFilter(q, status, page), previewed.preview(), reader, locale);
    }

    @GetMapping("/{organization}/certifications/{code}")
    ModelAndView certification(
            DeskPerson person,
            Catalogue published,
            @PathVariable UUID draft,
            @PathVariable UUID organization,
            @PathVariable String code,
            ReaderLanguages reader,
            Locale locale,
            ZoneId zone) {
        Previewed previewed = preview(draft, organization, published);
        PublishedCertification certification =
                previewed.catalogue().certification(code).orElseThrow(DeskNotFoundException::new);
        LocalDate signedOn = previewed.preview().agreementSignedOn();
        return pages.certification(
                        previewed.catalogue(),
                        certification,
                        previews.requests(organization, certification, locale, zone),
                        null,
                        previewed.preview(),
                        reader,
                        locale)
                .addObject("agreementSignedOn", signedOn == null ? null : TimeText.of(signedOn, locale));
    }

    private Previewed preview(UUID draft, UUID organization, Catalogue published) {
        return previews.preview(draft, organization, catalogue.complete(published.revision()));
    }
}
