package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.PublishedCatalogue;
import io.compliancecenter.catalogue.Vendor;
import io.compliancecenter.web.Part;
import io.compliancecenter.web.Parts;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;

/** The two pages that are read most: the list of compliances and that of certifications. */
@Component
class ListPages {

    private final Parts parts;
    private final MessageSource messages;
    private final String language;

    ListPages(Parts parts, MessageSource messages, CatalogueLanguageProperties properties) {
        this.parts = parts;
        this.messages = messages;
        this.language = properties.language().toLanguageTag();
    }

    View compliances(PublishedCatalogue catalogue, Locale locale) {
        Part list = parts.of("dashboard/compliances", locale, List.of(catalogue.revision()), () -> {
            Map<String, Object> variables = common(catalogue);
            variables.put(
                    "compliances",
                    catalogue.compliances().stream().map(ComplianceView::of).toList());
            return variables;
        });
        return page("compliances.title", list, locale);
    }

    View certifications(PublishedCatalogue catalogue, Reader reader) {
        List<Object> madeOf = List.of(catalogue.revision(), reader.today());
        Part list = parts.of("dashboard/certifications", reader.locale(), madeOf, () -> {
            Reader everyone = reader.withKeys(() -> Part.place(ListPage.KEY));
            Map<String, Object> variables = common(catalogue);
            variables.put("csrf", Part.place(ListPage.TOKEN));
            variables.put(
                    "certifications",
                    catalogue.certifications().stream()
                            .map(certification -> CertificationView.of(certification, everyone))
                            .toList());
            return variables;
        });
        return page("certifications.title", list, reader.locale());
    }

    private Map<String, Object> common(PublishedCatalogue catalogue) {
        Map<String, Object> variables = new HashMap<>();
        Vendor vendor = catalogue.vendor();
        variables.put("vendor", vendor == null ? null : vendor.name());
        variables.put("overview", catalogue.overview());
        variables.put("catalogueLanguage", language);
        return variables;
    }

    private View page(String title, Part list, Locale locale) {
        return new ListPage(parts, messages.getMessage(title, null, locale), list, locale);
    }
}
