package io.compliancecenter.dashboard.shell;

import io.compliancecenter.catalogue.CatalogueViews;
import io.compliancecenter.catalogue.published.Catalogue;
import io.compliancecenter.catalogue.published.ReaderLanguages;
import io.compliancecenter.catalogue.published.Viewer;
import io.compliancecenter.organization.CurrentMember;
import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.web.PageLanguages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/**
 * The published catalogue as the Organization of the request sees it. Revision and access groups were read with the session: the
 * page and its frame show a single state. With it come the languages in which the reader gets its texts.
 */
@Component
class CatalogueArgumentResolver implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = CatalogueArgumentResolver.class.getName();

    private final CatalogueViews catalogue;

    CatalogueArgumentResolver(CatalogueViews catalogue) {
        this.catalogue = catalogue;
    }

    Catalogue of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Catalogue known) {
            return known;
        }
        String revision = (String) request.getSession().getAttribute("catalogue_revision");
        Catalogue current = catalogue.of(UUID.fromString(Objects.requireNonNull(revision)), viewer(request));
        request.setAttribute(ATTRIBUTE, current);
        return current;
    }

    private static Viewer viewer(HttpServletRequest request) {
        UserWithMemberships user = UserWithMemberships.of(request).orElseThrow();
        return CurrentMember.of(request)
                .map(member -> new Viewer(
                        member.organizationId().value(), user.groupsOf(member.organizationId()), user.readAt()))
                .orElseGet(() -> new Viewer(null, Set.of(), user.readAt()));
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Catalogue.class || parameter.getParameterType() == ReaderLanguages.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        Catalogue found = of(Objects.requireNonNull(servletRequest));
        return parameter.getParameterType() == Catalogue.class
                ? found
                : ReaderLanguages.of(found.languages(), PageLanguages.wanted(servletRequest));
    }
}
