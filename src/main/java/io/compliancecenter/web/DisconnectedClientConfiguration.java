package io.compliancecenter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.support.DefaultHandlerExceptionResolver;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Tells a lost connection to the database from one to the client. Spring MVC takes both for the client's, and ends the response
 * as it is: with status 200, and with no or half a body.
 */
@Configuration(proxyBeanMethods = false)
class DisconnectedClientConfiguration implements WebMvcConfigurer {

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.replaceAll(resolver ->
                resolver instanceof DefaultHandlerExceptionResolver ? new ClientOnlyExceptionResolver() : resolver);
    }

    private static final class ClientOnlyExceptionResolver extends DefaultHandlerExceptionResolver {

        ClientOnlyExceptionResolver() {
            // Its warnings would contain what was sent, of any length.
            setWarnLogCategory("");
        }

        @Override
        protected @Nullable ModelAndView doResolveException(
                HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception failure) {
            return DisconnectedClientHelper.isClientDisconnectedException(failure) && !isOfClient(failure)
                    ? null
                    : super.doResolveException(request, response, handler, failure);
        }

        private static boolean isOfClient(Exception failure) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof ClientAbortException) {
                    return true;
                }
            }
            return false;
        }
    }
}
