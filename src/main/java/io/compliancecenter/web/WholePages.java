package io.compliancecenter.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Makes room for a page to be whole before any of it is sent. Otherwise its session is saved when the first bytes go, and
 * Spring Session asks the database for that session a second time when the last ones have gone.
 */
@Configuration(proxyBeanMethods = false)
class WholePages implements WebMvcConfigurer {

    /** In bytes: more than most pages have. */
    private static final int ROOM = 32 * 1024;

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                if (!response.isCommitted()) {
                    response.setBufferSize(ROOM);
                }
                return true;
            }
        });
    }
}
