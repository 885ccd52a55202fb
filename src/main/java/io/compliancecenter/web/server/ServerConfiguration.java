package io.compliancecenter.web.server;

import jakarta.servlet.DispatcherType;
import java.time.Duration;
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

/** Registers the valves and the filter of this package. */
@Configuration(proxyBeanMethods = false)
class ServerConfiguration {

    /** Forms that may be received at once. Each holds one of {@code server.tomcat.threads.max} worker threads. */
    private static final int FORMS = 64;

    /** The same for one client. */
    private static final int FORMS_PER_CLIENT = 8;

    /** In milliseconds, between two parts of a form. */
    private static final int MAX_PAUSE = 5_000;

    /** Several times what a page takes, and too short for a reader to notice. */
    private static final Duration MAX_WAIT = Duration.ofMillis(25);

    /** After Spring Boot's customizers, one of which adds the {@code RemoteIpValve}. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    static WebServerFactoryCustomizer<TomcatServletWebServerFactory> valves(MessageSource messages) {
        return server -> {
            server.addEngineValves(new RequestValve());
            server.addContextCustomizers(context -> {
                Container host = context.getParent();
                // Inside Spring Boot's own valve, which then has nothing to report.
                host.getPipeline().addValve(new ErrorReport(messages));
                // Inside that, so that a refusal costs no more than its short page.
                host.getPipeline().addValve(new FormValve(new FormLimiter(FORMS, FORMS_PER_CLIENT)));
            });
            server.addConnectorCustomizers(connector -> {
                if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> http) {
                    http.setDisableUploadTimeout(false);
                    http.setConnectionUploadTimeout(MAX_PAUSE);
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

    /** Around everything that needs the database or renders a page, with one request more than two for each processor. */
    @Bean
    static FilterRegistrationBean<ConcurrencyLimitFilter> concurrencyLimit() {
        int limit = 2 * Runtime.getRuntime().availableProcessors() + 1;
        FilterRegistrationBean<ConcurrencyLimitFilter> filter =
                new FilterRegistrationBean<>(new ConcurrencyLimitFilter(limit, MAX_WAIT));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 1);
        return filter;
    }
}
