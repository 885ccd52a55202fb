package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.ComplianceDetails;
import io.compliancecenter.catalogue.published.PublishedCertification;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.request.RequestOutcome;
import io.compliancecenter.request.RequestView;
import io.compliancecenter.web.Markdown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;

/**
 * Builds the pages of the catalogue, for Organizations and for the desk's previews of them.
 *
 * <p>In each method, {@code preview} is null for an Organization's own page; {@code reader} are the languages to choose texts in.
 */
@Component
public class CataloguePages {

    /** In the model. */
    static final String IDEMPOTENCY_KEY = "idempotencyKey";

    private static final int SECTION = 2;

    private final Clock clock;
    private final SharedPages lists;

    CataloguePages(Clock clock, SharedPages lists) {
        this.clock = clock;
        this.lists = lists;
    }

    /** The list of compliances. */
    public ModelAndView compliances(
            Catalogue catalogue,
            ListFilter filter,
            @Nullable CataloguePreview preview,
            ReaderLanguages reader,
            Locale locale) {
        FormattingContext context = context(reader, locale);
        ListView.Item<ComplianceDetails, ComplianceView> item = new ListView.Item<>(
                compliance -> catalogue.statusOn(compliance, context.today()).effective(),
                CataloguePages::texts,
                compliance -> view(catalogue, compliance, context));
        return lists.page(
                "dashboard/compliances",
                catalogue,
                filter,
                preview,
                context,
                shown -> ListView.of(shown.compliances(), filter, item));
    }

    /** One compliance. */
    public ModelAndView compliance(
            Catalogue published,
            String code,
            @Nullable CataloguePreview preview,
            ReaderLanguages reader,
            Locale locale) {
        Catalogue catalogue = published.in(reader);
        ComplianceDetails compliance = catalogue.compliance(code).orElseThrow(NotPublishedException::new);
        return page("dashboard/compliance", preview)
                .addObject("compliance", view(catalogue, compliance, context(reader, locale)))
                .addObject("description", Markdown.toHtml(compliance.description(), SECTION))
                .addObject(
                        "howWeComply",
                        compliance.howWeComply() == null ? null : Markdown.toHtml(compliance.howWeComply(), SECTION))
                .addObject(
                        "attestedBy",
                        catalogue
                                .attesting(compliance)
                                .map(certification -> RelatedView.of(certification, reader))
                                .toList());
    }

    /** The list of certifications. */
    public ModelAndView certifications(
            Catalogue published,
            ListFilter filter,
            @Nullable CataloguePreview preview,
            ReaderLanguages reader,
            Locale locale) {
        FormattingContext context = context(reader, locale);
        return downloads(
                lists.page(
                        "dashboard/certifications",
                        published,
                        filter,
                        preview,
                        context,
                        catalogue -> ListView.of(
                                catalogue.certifications(),
                                filter,
                                new ListView.Item<>(
                                        certification -> certification
                                                .statusOn(context.today())
                                                .effective(),
                                        CataloguePages::texts,
                                        certification -> CertificationView.inList(certification, catalogue, context)))),
                preview);
    }

    /**
     * One certification.
     *
     * @param requests of the Organization for its certificates
     * @param requested what became of asking for a certificate; null if nothing was asked
     */
    public ModelAndView certification(
            Catalogue published,
            PublishedCertification item,
            List<RequestView> requests,
            @Nullable RequestOutcome requested,
            @Nullable CataloguePreview preview,
            ReaderLanguages reader,
            Locale locale) {
        Catalogue catalogue = published.in(reader);
        PublishedCertification certification = item.in(reader);
        return downloads(page("dashboard/certification", preview), preview)
                .addObject("certification", CertificationView.of(certification, catalogue, context(reader, locale)))
                .addObject("requests", requests)
                .addObject("requested", requested)
                .addObject("assures", Markdown.toHtml(certification.assures(), SECTION))
                .addObject(
                        "attests",
                        Optional.ofNullable(certification.compliance())
                                .flatMap(catalogue::compliance)
                                .map(compliance -> RelatedView.of(compliance, reader))
                                .orElse(null));
    }

    private static ModelAndView page(String view, @Nullable CataloguePreview preview) {
        return new ModelAndView(view).addObject(CataloguePreview.ATTRIBUTE, preview);
    }

    /** The key is new for every page, so that a form sent twice is one download. Nothing is downloaded from a preview. */
    private static ModelAndView downloads(ModelAndView page, @Nullable CataloguePreview preview) {
        return page.addObject(IDEMPOTENCY_KEY, preview == null ? UUID.randomUUID() : null);
    }

    private static ComplianceView view(Catalogue catalogue, ComplianceDetails compliance, FormattingContext context) {
        return ComplianceView.of(compliance, catalogue.statusOn(compliance, context.today()), context);
    }

    private static Stream<String> texts(ComplianceDetails compliance) {
        return Stream.concat(
                Stream.of(compliance.code(), compliance.name(), compliance.summary(), compliance.description()),
                Optional.ofNullable(compliance.howWeComply()).stream());
    }

    private static Stream<String> texts(PublishedCertification certification) {
        return Stream.concat(
                Stream.of(certification.code(), certification.name(), certification.summary(), certification.assures()),
                certification.certificates().stream()
                        .map(certificate -> certificate.issued().issuer()));
    }

    private FormattingContext context(ReaderLanguages reader, Locale locale) {
        return new FormattingContext(locale, LocalDate.now(clock), reader);
    }
}
