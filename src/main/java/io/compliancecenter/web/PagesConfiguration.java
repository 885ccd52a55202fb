package io.compliancecenter.web;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.springframework.web.servlet.resource.ResourceUrlProvider;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** Configures Thymeleaf. */
@Configuration(proxyBeanMethods = false)
class PagesConfiguration {

    PagesConfiguration(SpringTemplateEngine templates, ResourceUrlProvider assets) {
        templates.setLinkBuilder(new AssetLinks(assets));
    }

    /** Disables the filter that {@link AssetLinks} replaces. */
    @Bean
    static FilterRegistrationBean<ResourceUrlEncodingFilter> noResourceUrlEncodingFilter() {
        FilterRegistrationBean<ResourceUrlEncodingFilter> registration =
                new FilterRegistrationBean<>(new ResourceUrlEncodingFilter());
        registration.setEnabled(false);
        return registration;
    }
}
