package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.CurrentCatalogue;
import io.compliancecenter.catalogue.PublishedCatalogue;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Asks once for what is published in each request: the page and what stands around it are of the same moment. */
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
        PublishedCatalogue asked = catalogue.now();
        request.setAttribute(ATTRIBUTE, asked);
        return asked;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == PublishedCatalogue.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer model,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
        return servletRequest == null ? catalogue.now() : of(servletRequest);
    }
}
