package io.compliancecenter;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.modulith.Modulithic;

/** The application. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Compliance Center")
public class ComplianceCenter {

    /**
     * Starts the web application.
     *
     * @param arguments Spring Boot's command line, for example {@code --server.port=9090}
     */
    public static void main(String[] arguments) {
        SpringApplication.run(ComplianceCenter.class, arguments);
    }

    /** The one source of time in Java; everything else is stamped by the database. */
    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
