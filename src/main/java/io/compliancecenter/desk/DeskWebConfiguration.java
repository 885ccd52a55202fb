package io.compliancecenter.desk;

import io.compliancecenter.database.ConditionalOnDesk;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives handlers of the desk their {@link DeskPerson}. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnDesk
class DeskWebConfiguration implements WebMvcConfigurer {

    private final DeskInterceptor guard;
    private final SinglePersonNotice notice;

    DeskWebConfiguration(DeskInterceptor guard, SinglePersonNotice notice) {
        this.guard = guard;
        this.notice = notice;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(guard).addPathPatterns("/desk/**");
        registry.addInterceptor(notice).addPathPatterns("/desk/**");
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new DeskPersonResolver());
    }

    private static class DeskPersonResolver implements HandlerMethodArgumentResolver {

        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == DeskPerson.class;
        }

        /** Fails for a handler outside the interceptor's addresses, so that none can be written by mistake. */
        @Override
        public DeskPerson resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer model,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            HttpServletRequest servletRequest = request.getNativeRequest(HttpServletRequest.class);
            if (servletRequest != null
                    && servletRequest.getAttribute(DeskPerson.ATTRIBUTE) instanceof DeskPerson person) {
                return person;
            }
            throw new IllegalStateException("There is nobody of the desk outside /desk");
        }
    }
}
