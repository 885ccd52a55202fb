package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.CurrentCatalogue;
import io.compliancecenter.catalogue.PublishedCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Reads the published catalogue once a request, so that the page and its frame show a single state. */
@Component
class CatalogueOfRequest implements HandlerMethodArgumentResolver {

    private static final String ATTRIBUTE = CatalogueOfRequest.class.getName();

    private final CurrentCatalogue catalogue;

    CatalogueOfRequest(CurrentCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    PublishedCatalogue of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof PublishedCatalogue known) {
            return known;
        }
        PublishedCatalogue current = catalogue.get();
        request.setAttribute(ATTRIBUTE, current);
        return current;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PublishedCatalogue.class;
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
