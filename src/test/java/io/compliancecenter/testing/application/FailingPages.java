package io.compliancecenter.testing.application;

import org.springframework.context.annotation.Bean;
import org.springframework.web.HttpRequestHandler;

/** Addresses that fail in every way. It has no annotation, so that only an {@link Instance} that it is added to has them. */
public class FailingPages {

    /** With the status at the end of its address. */
    @Bean("/failing/*")
    HttpRequestHandler failing() {
        return (request, response) ->
                response.sendError(Integer.parseInt(request.getRequestURI().replaceFirst(".*/", "")));
    }

    /** By an exception. */
    @Bean("/failing")
    HttpRequestHandler faulty() {
        return (request, response) -> {
            throw new IllegalStateException("A secret of the program");
        };
    }
}
