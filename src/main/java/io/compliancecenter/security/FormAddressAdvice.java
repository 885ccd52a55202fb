package io.compliancecenter.security;

import io.compliancecenter.organization.UserWithMemberships;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.PathContainer;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.util.pattern.PathPattern;

/**
 * Leads from the address of a form, which takes only POST, to its page. A browser is there after a form was refused, because the page
 * that says why is the answer to the POST; it asks for the address with GET when somebody opens it again, or comes back to it from the
 * sign-in. The page decides who may see it.
 */
@ControllerAdvice
class FormAddressAdvice {

    private static final Set<String> READING = Set.of(HttpMethod.GET.name(), HttpMethod.HEAD.name());

    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    FormAddressAdvice(
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    /** @return null if the response is complete */
    @ExceptionHandler
    @Nullable
    ModelAndView lead(
            HttpRequestMethodNotSupportedException refused, HttpServletRequest request, HttpServletResponse response)
            throws HttpRequestMethodNotSupportedException, IOException {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        if (path.startsWith("/desk/") && !worksAtDesk(request)) {
            // As if there were no desk
            response.sendError(HttpStatus.NOT_FOUND.value());
            return null;
        }
        Optional<ReturnAddress> page = READING.contains(refused.getMethod()) ? pageOf(path) : Optional.empty();
        return page.map(found -> new ModelAndView("redirect:" + found.path(), HttpStatus.SEE_OTHER))
                // Left to Spring MVC: 405
                .orElseThrow(() -> refused);
    }

    private static boolean worksAtDesk(HttpServletRequest request) {
        return UserWithMemberships.of(request)
                .filter(user -> !user.deskRoles().isEmpty())
                .isPresent();
    }

    private Optional<ReturnAddress> pageOf(String path) {
        List<PathPattern> pages = mappings.getObject().getHandlerMethods().keySet().stream()
                .filter(mapping -> mapping.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .flatMap(mapping -> Stream.ofNullable(mapping.getPathPatternsCondition()))
                .flatMap(patterns -> patterns.getPatterns().stream())
                .toList();
        return ReturnAddress.ofFormAddress(path).stream()
                .filter(page ->
                        pages.stream().anyMatch(pattern -> pattern.matches(PathContainer.parsePath(page.path()))))
                .findFirst();
    }
}
