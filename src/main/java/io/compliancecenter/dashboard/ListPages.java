package io.compliancecenter.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.Role;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.web.Brand;
import io.compliancecenter.web.TimeText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/**
 * Renders the lists of the catalogue, except for the top bar. That much is the same for everyone who sees the same list, reads in the
 * same languages, has the same role, and whose Organizations signed an agreement outside on the same day, if any; so it is cached.
 * Nothing in it depends on the Organization or the user otherwise: its links are relative, and its buttons refer to a form outside.
 *
 * <p>Many Organizations see the same list, although not the same certificates are open to them. So pages are cached by what they
 * show, and besides that only which list it is for whom these certificates are open.
 */
@Component
class ListPages {

    private static final Pattern NOT_ASCII = Pattern.compile("\\P{ASCII}");

    private static final Duration UNUSED = Duration.ofHours(1);

    /** In bytes, which is a few hundred pages. */
    private static final int MOST_HTML = 16 << 20;

    private static final int MOST_LISTS = 5_000;

    private final ITemplateEngine templates;
    private final Brand brand;

    /** What the rows of each list say, as a hash. */
    private final Cache<ListKey, String> lists = Caffeine.newBuilder()
            .maximumSize(MOST_LISTS)
            .expireAfterAccess(UNUSED)
            .build();

    private final Cache<PageKey, Html> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_HTML)
            .weigher((PageKey key, Html html) ->
                    html.head().length() + html.body().length())
            .expireAfterAccess(UNUSED)
            .build();

    ListPages(ITemplateEngine templates, Brand brand) {
        this.templates = templates;
        this.brand = brand;
    }

    /** What is above and below the top bar. */
    record Html(String head, String body) {}

    /** @param open certificates that are not for everyone */
    private record ListKey(
            String template,
            UUID revision,
            Set<CertificateId> open,
            LocalDate day,
            Locale locale,
            ReaderLanguages reader,
            @Nullable Integer page) {}

    /**
     * @param list hash of what it says
     * @param contextPath part of the address of every icon
     */
    private record PageKey(
            String template,
            UUID revision,
            String list,
            Locale locale,
            ReaderLanguages reader,
            boolean admin,
            @Nullable LocalDate agreementSignedOn,
            String contextPath) {}

    /** The size of all pages in the cache, in bytes, and how many there are. */
    record Size(long bytes, long pages) {}

    Size size() {
        pages.cleanUp();
        return new Size(pages.policy().eviction().orElseThrow().weightedSize().orElseThrow(), pages.estimatedSize());
    }

    /**
     * @param preview null for an Organization's own page; a preview is not cached
     * @param published in all languages
     * @param list of the catalogue in those of the reader; not asked for if the page is in the cache
     */
    Html html(
            String template,
            Catalogue published,
            ListFilter filter,
            @Nullable CataloguePreview preview,
            FormattingContext formatting,
            Function<Catalogue, ListView<?>> list) {
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
            Catalogue catalogue = published.in(formatting.reader());
            var application = JakartaServletWebApplication.buildApplication(request.getServletContext());
            WebContext context =
                    new WebContext(application.buildExchange(request, current.getResponse()), formatting.locale());
            VendorDetails vendor = catalogue.vendor();
            context.setVariable("vendorBrand", brand);
            context.setVariable("catalogue", catalogue);
            context.setVariable("vendor", vendor == null ? null : vendor.name());
            context.setVariable("support", vendor == null ? null : vendor.support());
            context.setVariable(
                    "introductionLanguage",
                    vendor == null ? null : formatting.reader().language(vendor.introductions()));
            context.setVariable("admin", admin);
            context.setVariable(CataloguePreview.ATTRIBUTE, preview);
            context.setVariable(
                    "agreementSignedOn",
                    agreementSignedOn == null ? null : TimeText.of(agreementSignedOn, formatting.locale()));
            context.setVariable("list", list.apply(catalogue));
            return new Html(
                    ascii(templates.process(template, Set.of("head"), context)),
                    ascii(templates.process(template, Set.of("body"), context)));
        };
        if (preview != null || filter.narrows()) {
            return html.get();
        }
        ListKey listKey = new ListKey(
                template,
                published.revision(),
                published.open(),
                formatting.today(),
                formatting.locale(),
                formatting.reader(),
                filter.page());
        // Records say all that they hold.
        String shown = lists.get(
                listKey,
                key -> Sha256.of(list.apply(published.in(formatting.reader())).toString()));
        PageKey pageKey = new PageKey(
                template,
                published.revision(),
                shown,
                formatting.locale(),
                formatting.reader(),
                admin,
                agreementSignedOn,
                request.getContextPath());
        return pages.get(pageKey, key -> html.get());
    }

    /** Other characters as references: a page of ASCII only is encoded several times as fast. */
    private static String ascii(String html) {
        return NOT_ASCII.matcher(html).replaceAll(match -> "&#" + match.group().codePointAt(0) + ";");
    }
}
