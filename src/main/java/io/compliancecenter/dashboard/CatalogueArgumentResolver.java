package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.Catalogue;
import io.compliancecenter.catalogue.CatalogueService;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** The published catalogue, whose revision was read with the session: the page and its frame show a single state. */
@Component
class CatalogueArgumentResolver implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = CatalogueArgumentResolver.class.getName();

    private final CatalogueService catalogue;

    CatalogueArgumentResolver(CatalogueService catalogue) {
        this.catalogue = catalogue;
    }

    Catalogue of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof Catalogue known) {
            return known;
        }
        String revision = (String) request.getSession().getAttribute("catalogue_revision");
        Catalogue current = catalogue.current(UUID.fromString(Objects.requireNonNull(revision)));
        request.setAttribute(ATTRIBUTE, current);
        return current;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Catalogue.class;
    }

    @Override
    public Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        return of(Objects.requireNonNull(servletRequest));
    }
}
