package io.compliancecenter.web;

import io.compliancecenter.database.RefusedByDatabaseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Maps malformed parameters and refusals of the database to HTTP statuses. */
@ControllerAdvice
class RequestErrorAdvice implements WebMvcConfigurer {

    /**
     * Leaves a transaction that cannot begin or end to the {@link UnavailableFilter}. Spring MVC would take the lost connection to
     * the database for the client's, and end the response as it is: with status 200, and with no or half a body.
     */
    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.add(0, (request, response, handler, failure) -> {
            if (failure instanceof TransactionException unavailable) {
                throw unavailable;
            }
            return null;
        });
    }

    /** A malformed identifier in a path identifies nothing: 404. In a form it is a bad request. */
    @ExceptionHandler
    void malformed(MethodArgumentTypeMismatchException exception, HttpServletResponse response) throws IOException {
        HttpStatus status = exception.getParameter().hasParameterAnnotation(PathVariable.class)
                ? HttpStatus.NOT_FOUND
                : HttpStatus.BAD_REQUEST;
        response.sendError(status.value());
    }

    /** The database enforced a rule that the application's own check had passed a moment before. */
    @ExceptionHandler
    void refused(RefusedByDatabaseException exception, HttpServletResponse response) throws IOException {
        HttpStatus status = switch (exception.reason()) {
            case FORBIDDEN -> HttpStatus.FORBIDDEN;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CHANGED -> HttpStatus.CONFLICT;
            case EXPIRED -> HttpStatus.GONE;
        };
        response.sendError(status.value());
    }
}
