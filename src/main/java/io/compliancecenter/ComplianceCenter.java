package io.compliancecenter;

import io.compliancecenter.cli.Commands;
import java.time.Clock;
import java.util.OptionalInt;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.modulith.Modulithic;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Service;

/** The application. */
@SpringBootApplication
@ConfigurationPropertiesScan
@EnableCaching(order = Ordered.HIGHEST_PRECEDENCE) // Before the transaction: a hit needs no connection.
@Modulithic(systemName = "Compliance Center")
public class ComplianceCenter {

    /**
     * Starts the web application, or runs a command such as {@code verify}.
     *
     * @param arguments Spring Boot's command line, for example {@code --server.port=9090}; or a command
     */
    public static void main(String[] arguments) {
        OptionalInt status = Commands.run(arguments);
        if (status.isPresent()) {
            System.exit(status.getAsInt());
        }
        SpringApplication.run(ComplianceCenter.class, arguments);
    }

    /** Creates beans when they are first used. */
    @Bean
    static LazyInitializationBeanFactoryPostProcessor lazyInitialization() {
        return new LazyInitializationBeanFactoryPostProcessor();
    }

    /**
     * Only controllers and services are created when they are first used, so that a start does not take longer with each page. Everything
     * else is created at the start, and so is whatever checks settings or the database.
     */
    @Bean
    static LazyInitializationExcludeFilter allButControllersAndServices() {
        return (name, definition, type) -> !AnnotatedElementUtils.hasAnnotation(type, Controller.class)
                && !AnnotatedElementUtils.hasAnnotation(type, Service.class);
    }

    /** The one source of time in Java; everything else is stamped by the database. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
