package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.Catalogue.VendorDetails;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.Cache;
import org.springframework.cache.CacheManager;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Renders the content of the lists of the catalogue. It is the same for every reader of a language, so it is cached. Nothing in it
 * depends on the Organization or the user: its links are relative, and its buttons refer to a form outside.
 */
@Component
class ListContents {

    private final ITemplateEngine templates;
    private final Cache cache;
    private final Locale catalogueLanguage;

    ListContents(ITemplateEngine templates, CacheManager caches, CatalogueLanguageProperties properties) {
        this.templates = templates;
        this.cache = Objects.requireNonNull(caches.getCache("lists"));
        this.catalogueLanguage = properties.language();
    }

    /** @param contextPath part of the address of every icon */
    private record Key(
            String template,
            UUID revision,
            LocalDate day,
            Locale locale,
            String contextPath,
            @Nullable Integer page) {}

    /**
     * The content as HTML.
     *
     * @param list not asked for if the content is in the cache
     */
    String html(
            String template,
            Catalogue catalogue,
            ListFilter filter,
            FormattingContext formatting,
            Supplier<ListView<?>> list) {
        ServletRequestAttributes current = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = current.getRequest();
        Supplier<String> html = () -> {
            var application = JakartaServletWebApplication.buildApplication(request.getServletContext());
            WebContext context =
                    new WebContext(application.buildExchange(request, current.getResponse()), formatting.locale());
            context.setVariable("catalogue", catalogue);
            VendorDetails vendor = catalogue.vendor();
            context.setVariable("vendor", vendor == null ? null : vendor.name());
            context.setVariable("catalogueLanguage", catalogueLanguage.toLanguageTag());
            context.setVariable("list", list.get());
            return templates.process(template, context);
        };
        if (filter.narrows()) {
            return html.get();
        }
        Key key = new Key(
                template,
                catalogue.revision(),
                formatting.today(),
                formatting.locale(),
                request.getContextPath(),
                filter.page());
        return Objects.requireNonNull(cache.get(key, html::get));
    }
}
