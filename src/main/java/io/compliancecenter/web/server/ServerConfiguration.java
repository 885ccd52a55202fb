package io.compliancecenter.web.server;

import jakarta.servlet.DispatcherType;
import org.apache.catalina.Container;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Puts the valves and the filter of this package into the server. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /** Forms that may be on their way at once; each holds a worker thread, of {@code server.tomcat.threads.max}. */
    private static final int PLACES = 64;

    /** Of those, for one client. */
    private static final int PLACES_OF_A_CLIENT = 8;

    /** In milliseconds: how long a form may pause. */
    private static final int LONGEST_PAUSE = 5_000;

    /** Behind Spring Boot's own customizers, one of which adds the {@code RemoteIpValve}. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves(MessageSource messages) {
        return server -> {
            server.addEngineValves(new RequestValve());
            server.addContextCustomizers(context -> {
                Container host = context.getParent();
                // Inside of Spring Boot's own one, which has then nothing left to report.
                host.getPipeline().addValve(new ErrorReport(messages));
                // Inside of that, so that a refusal costs no more than its short page.
                host.getPipeline().addValve(new FormValve(new FormPlaces(PLACES, PLACES_OF_A_CLIENT)));
            });
            server.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(LONGEST_PAUSE);
                }
            });
        };
    }

    @Bean
    static FilterRegistrationBean<ForwardedPrefixFilter> forwardedPrefix() {
        FilterRegistrationBean<ForwardedPrefixFilter> filter =
                new FilterRegistrationBean<>(new ForwardedPrefixFilter());
        filter.setDispatcherTypes(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
