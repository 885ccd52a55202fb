package io.compliancecenter.web.server;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorViewResolver;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** Renders every error in the client's {@link ErrorFormat}, without the database and the session. */
@Controller
class ErrorPageController implements ErrorController {

    private final List<ErrorViewResolver> pages;

    ErrorPageController(List<ErrorViewResolver> pages) {
        this.pages = List.copyOf(pages);
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            // Nobody may request it directly.
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return null;
        }
        HttpStatus status = status(request);
        String id = String.valueOf(request.getAttribute(RequestValve.REQUEST_ID));
        ErrorFormat format = ErrorFormat.of(request);
        if (format == ErrorFormat.PAGE) {
            return page(request, status, id);
        }
        response.setContentType(format.contentType());
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(format.body(status.value(), id));
        return null;
    }

    private static HttpStatus status(HttpServletRequest request) {
        HttpStatus status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        return status == null ? HttpStatus.INTERNAL_SERVER_ERROR : status;
    }

    private ModelAndView page(HttpServletRequest request, HttpStatus status, String id) {
        Map<String, Object> model = Map.of("status", status.value(), RequestValve.REQUEST_ID, id);
        return pages.stream()
                .map(resolver -> resolver.resolveErrorView(request, status, model))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
