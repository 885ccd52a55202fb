package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.web.Brand;
import io.compliancecenter.web.TimeText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
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
 * Renders the lists of the catalogue, except for the top bar. That much is the same for everyone who sees the same certificates,
 * reads in the same language, has the same role, and whose Organizations signed an agreement outside on the same day, if any; so it
 * is cached. Nothing in it depends on the Organization or the user otherwise: its links are relative, and its buttons refer to a form outside.
 */
@Component
class ListPages {

    private static final Pattern NOT_ASCII = Pattern.compile("\\P{ASCII}");

    private final ITemplateEngine templates;
    private final Brand brand;
    private final Cache cache;
    private final Locale catalogueLanguage;

    ListPages(ITemplateEngine templates, Brand brand, CacheManager caches, CatalogueLanguageProperties properties) {
        this.templates = templates;
        this.brand = brand;
        this.cache = Objects.requireNonNull(caches.getCache("lists"));
        this.catalogueLanguage = properties.language();
    }

    /** What is above and below the top bar. */
    record Html(String head, String body) {}

    /** @param contextPath part of the address of every icon */
    private record Key(
            String template,
            UUID revision,
            Set<CertificateId> open,
            LocalDate day,
            Locale locale,
            boolean admin,
            @Nullable LocalDate agreementSignedOn,
            String contextPath,
            @Nullable Integer page) {}

    /**
     * @param preview null for an Organization's own page; a preview is not cached
     * @param list not asked for if the page is in the cache
     */
    Html html(
            String template,
            Catalogue catalogue,
            ListFilter filter,
            @Nullable CataloguePreview preview,
            FormattingContext formatting,
            Supplier<ListView<?>> list) {
        ServletRequestAttributes current = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        HttpServletRequest request = current.getRequest();
        Optional<CurrentMember> member = preview == null ? CurrentMember.of(request) : Optional.empty();
        boolean admin = preview != null || member.orElseThrow().role() == Role.ADMIN;
        LocalDate agreementSignedOn = preview != null
                ? preview.agreementSignedOn()
                : member.flatMap(found -> UserWithMemberships.of(request)
                                .flatMap(user -> user.agreementSignedOn(found.organizationId())))
                        .orElse(null);
        Supplier<Html> html = () -> {
            var application = JakartaServletWebApplication.buildApplication(request.getServletContext());
            WebContext context =
                    new WebContext(application.buildExchange(request, current.getResponse()), formatting.locale());
            VendorDetails vendor = catalogue.vendor();
            context.setVariable("vendorBrand", brand);
            context.setVariable("catalogue", catalogue);
            context.setVariable("vendor", vendor == null ? null : vendor.name());
            context.setVariable("support", vendor == null ? null : vendor.support());
            context.setVariable("catalogueLanguage", catalogueLanguage.toLanguageTag());
            context.setVariable("admin", admin);
            context.setVariable(CataloguePreview.ATTRIBUTE, preview);
            context.setVariable(
                    "agreementSignedOn",
                    agreementSignedOn == null ? null : TimeText.of(agreementSignedOn, formatting.locale()));
            context.setVariable("list", list.get());
            return new Html(
                    ascii(templates.process(template, Set.of("head"), context)),
                    ascii(templates.process(template, Set.of("body"), context)));
        };
        if (preview != null || filter.narrows()) {
            return html.get();
        }
        Key key = new Key(
                template,
                catalogue.revision(),
                catalogue.open(),
                formatting.today(),
                formatting.locale(),
                admin,
                agreementSignedOn,
                request.getContextPath(),
                filter.page());
        return Objects.requireNonNull(cache.get(key, html::get));
    }

    /** Other characters as references: a page of ASCII only is encoded several times as fast. */
    private static String ascii(String html) {
        return NOT_ASCII.matcher(html).replaceAll(match -> "&#" + match.group().codePointAt(0) + ";");
    }
}
