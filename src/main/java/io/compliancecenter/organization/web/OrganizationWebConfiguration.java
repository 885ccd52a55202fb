package io.compliancecenter.organization.web;

import io.compliancecenter.organization.CurrentMember;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.filter.UrlHandlerFilter;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives handlers below {@code /organizations} their {@link CurrentMember}. */
@Configuration(proxyBeanMethods = false)
class OrganizationWebConfiguration implements WebMvcConfigurer {

    private final CurrentMemberInterceptor currentMember;

    OrganizationWebConfiguration(CurrentMemberInterceptor currentMember) {
        this.currentMember = currentMember;
    }

    /** Behind the security filters: without a session the way is over the sign-in page, whether there is a slash or not. */
    @Bean
    static FilterRegistrationBean<UrlHandlerFilter> noTrailingSlash() {
        return new FilterRegistrationBean<>(UrlHandlerFilter.trailingSlashHandler("/organizations/**")
                .redirect(HttpStatus.PERMANENT_REDIRECT)
                .build());
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(currentMember).addPathPatterns("/organizations/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new CurrentMemberResolver());
    }

    private static class CurrentMemberResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == CurrentMember.class;
        }

        /** Fails for a handler outside the interceptor's addresses, so that none can be written by mistake. */
        @Override
        public CurrentMember resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer model,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
            return Optional.ofNullable(servletRequest)
                    .flatMap(CurrentMember::of)
                    .orElseThrow(() -> new IllegalStateException("There is no current member outside /organizations"));
        }
    }
}
