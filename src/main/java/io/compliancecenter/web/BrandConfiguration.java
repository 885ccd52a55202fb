package io.compliancecenter.web;

import org.springframework.context.annotation.Configuration;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/** Gives every view the variable {@code vendorBrand}, also those of errors. */
@Configuration(proxyBeanMethods = false)
class BrandConfiguration {

    BrandConfiguration(ThymeleafViewResolver views, Brand brand) {
        views.addStaticVariable("vendorBrand", brand);
    }
}
