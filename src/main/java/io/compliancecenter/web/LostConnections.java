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
 * Knows whose connection was lost. Spring MVC takes the loss of one to the database for that of the client, and leaves the
 * request as it stands: as 200 with nothing, or with half a file, which a client must take for an answer.
 */
@Configuration(proxyBeanMethods = false)
class LostConnections implements WebMvcConfigurer {

    @Override
    public void extendHandlerExceptionResolvers(List<HandlerExceptionResolver> resolvers) {
        resolvers.replaceAll(
                resolver -> resolver instanceof DefaultHandlerExceptionResolver ? new OfClientsOnly() : resolver);
    }

    private static final class OfClientsOnly extends DefaultHandlerExceptionResolver {

        OfClientsOnly() {
            // The warnings would hold what was sent, of any length.
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
