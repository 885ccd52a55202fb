package io.compliancecenter.dashboard.shell;

import java.util.List;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Registers what the pages of Organizations need. */
@Configuration(proxyBeanMethods = false)
class DashboardWebConfiguration implements WebMvcConfigurer {

    private final ShellInterceptor shell;
    private final CatalogueArgumentResolver catalogue;

    DashboardWebConfiguration(ShellInterceptor shell, CatalogueArgumentResolver catalogue) {
        this.shell = shell;
        this.catalogue = catalogue;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(catalogue);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(shell).addPathPatterns("/organizations/**", "/account/**", "/desk/**", "/desk-sign-in");
    }
}
