package io.compliancecenter.publishing;

import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;

/** The parts of the application that publish, without those that serve. Not a component: the application has them all. */
@EnableAutoConfiguration
@AutoConfigurationPackage(basePackages = "io.compliancecenter")
@ConfigurationPropertiesScan({
    "io.compliancecenter.database",
    "io.compliancecenter.catalogue",
    "io.compliancecenter.publishing"
})
@ComponentScan(
        basePackages = {
            "io.compliancecenter.database",
            "io.compliancecenter.catalogue",
            "io.compliancecenter.terms",
            "io.compliancecenter.organization.directory",
            "io.compliancecenter.publishing"
        },
        excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = FolderPublisher.class))
class PublishingParts {

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
