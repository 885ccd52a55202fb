package io.compliancecenter.dashboard;

import io.compliancecenter.catalogue.CurrentCatalogue;
import io.compliancecenter.catalogue.PublishedCatalogue;
import io.compliancecenter.organization.Standing;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** What is published, the same for the whole of a request: the page and what stands around it are of one moment. */
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
        Standing standing = Standing.of(request)
                .orElseThrow(() -> new IllegalStateException("Nobody is signed in who could see the catalogue"));
        PublishedCatalogue asked = catalogue.at(standing.catalogueRevision());
        request.setAttribute(ATTRIBUTE, asked);
        return asked;
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
