package io.compliancecenter.web;

import io.compliancecenter.database.RefusedByDatabaseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** Answers for addresses that cannot be, and for what the database itself refused. */
@ControllerAdvice
class AddressAdvice {

    /** An identifier in an address that is none names nothing: 404. In a form it is a bad request. */
    @ExceptionHandler
    void malformed(MethodArgumentTypeMismatchException exception, HttpServletResponse response) throws IOException {
        HttpStatus status = exception.getParameter().hasParameterAnnotation(PathVariable.class)
                ? HttpStatus.NOT_FOUND
                : HttpStatus.BAD_REQUEST;
        response.sendError(status.value());
    }

    /** A rule of the schema held where the program's own check had passed a moment before. */
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
