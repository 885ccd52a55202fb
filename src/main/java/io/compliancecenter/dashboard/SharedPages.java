package io.compliancecenter.dashboard;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.Catalogue.VendorDetails;
import io.compliancecenter.catalogue.published.CertificateId;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.dashboard.shell.Shell;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.support.Sha256;
import io.compliancecenter.web.TimeText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.ModelMap;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.servlet.ModelAndView;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/**
 * The pages of the catalogue's lists. Each is rendered once for all who see the same list in the same frame, read in the same
 * languages, and whose Organizations signed an agreement on paper on the same day, if any; and is cached with placeholders for what
 * is the reader's own: see {@link SharedPage}. Its links are relative. What a search finds and what a draft would show is rendered
 * for each request, from the same templates.
 *
 * <p>Many Organizations see the same list, although not the same certificates are open to them. So pages are cached by what they
 * show, and besides that only which list it is for whom these certificates are open.
 */
@Component
class SharedPages {

    private static final Duration UNUSED = Duration.ofHours(1);

    /** In bytes, which is a few hundred pages. */
    private static final int MOST_HTML = 16 << 20;

    private static final int MOST_LISTS = 5_000;

    private final ThymeleafViewResolver views;

    /** What the rows of each list say, as a hash. */
    private final Cache<ListKey, String> lists = Caffeine.newBuilder()
            .maximumSize(MOST_LISTS)
            .expireAfterAccess(UNUSED)
            .build();

    private final Cache<PageKey, SharedPage> pages = Caffeine.newBuilder()
            .maximumWeight(MOST_HTML)
            .weigher((PageKey key, SharedPage page) -> page.size())
            .expireAfterAccess(UNUSED)
            .build();

    SharedPages(ThymeleafViewResolver views) {
        this.views = views;
    }

    /** @param open certificates that are not for everyone */
    private record ListKey(
            String template,
            UUID revision,
            Set<CertificateId> open,
            LocalDate day,
            Locale locale,
            ReaderLanguages reader,
            @Nullable Integer page) {}

    /** @param frame as it is for everybody, with placeholders */
    private record PageKey(Content content, Shell frame) {}

    /**
     * @param list hash of what it says
     * @param contextPath part of the address of every icon
     */
    record Content(
            String template,
            UUID revision,
            String list,
            Locale locale,
            ReaderLanguages reader,
            @Nullable LocalDate agreementSignedOn,
            String contextPath) {}

    /** The size of all pages in the cache, in bytes, and how many there are. */
    record Size(long bytes, long pages) {}

    Size size() {
        pages.cleanUp();
        return new Size(pages.policy().eviction().orElseThrow().weightedSize().orElseThrow(), pages.estimatedSize());
    }

    /**
     * The page in the cache.
     *
     * @param frame as it is for everybody
     */
    @Nullable
    SharedPage find(Content content, Shell frame) {
        return pages.getIfPresent(new PageKey(content, frame));
    }

    void keep(Content content, Shell frame, SharedPage page) {
        pages.put(new PageKey(content, frame), page);
    }

    /** All pages in the cache. */
    Collection<SharedPage> cached() {
        return pages.asMap().values();
    }

    /**
     * @param preview null for an Organization's own page
     * @param published in all languages
     * @param list of the catalogue in those of the reader; not asked for if the page is in the cache
     */
    ModelAndView page(
            String template,
            Catalogue published,
            ListFilter filter,
            @Nullable CataloguePreview preview,
            FormattingContext formatting,
            Function<Catalogue, ListView<?>> list) {
        HttpServletRequest request =
                ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest();
        UserWithMemberships user = UserWithMemberships.of(request).orElseThrow();
        Optional<CurrentMember> member = preview == null ? CurrentMember.of(request) : Optional.empty();
        boolean admin = preview != null || member.orElseThrow().isAdmin();
        LocalDate agreementSignedOn = preview != null
                ? preview.agreementSignedOn()
                : member.flatMap(found -> user.agreementSignedOn(found.organizationId()))
                        .orElse(null);
        Supplier<ModelMap> model = () -> {
            Catalogue catalogue = published.in(formatting.reader());
            VendorDetails vendor = catalogue.vendor();
            return new ModelMap()
                    .addAttribute(CataloguePreview.ATTRIBUTE, preview)
                    .addAttribute("catalogue", catalogue)
                    .addAttribute("vendor", vendor == null ? null : vendor.name())
                    .addAttribute("support", vendor == null ? null : vendor.support())
                    .addAttribute(
                            "introductionLanguage",
                            vendor == null ? null : formatting.reader().language(vendor.introductions()))
                    .addAttribute("admin", admin)
                    .addAttribute(
                            "agreementSignedOn",
                            agreementSignedOn == null ? null : TimeText.of(agreementSignedOn, formatting.locale()))
                    .addAttribute("list", list.apply(catalogue));
        };
        if (preview != null || filter.narrows()) {
            return new ModelAndView(template, model.get());
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
        Content content = new Content(
                template,
                published.revision(),
                shown,
                formatting.locale(),
                formatting.reader(),
                agreementSignedOn,
                request.getContextPath());
        return new ModelAndView(new SharedView(this, views, content, model));
    }
}
