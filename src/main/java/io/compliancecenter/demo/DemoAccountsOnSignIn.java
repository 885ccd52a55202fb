package io.compliancecenter.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.MappedInterceptor;

/** Gives the sign-in page the demo's accounts, as {@code demoAccounts}; without the demo there is no such attribute. */
@Configuration(proxyBeanMethods = false)
class DemoAccountsOnSignIn {

    // A model attribute of a controller advice would be asked for at each request for any page.
    @Bean
    MappedInterceptor demoAccountsInterceptor(DemoAccounts demo) {
        return new MappedInterceptor(new String[] {"/sign-in"}, new HandlerInterceptor() {
            @Override
            public void postHandle(
                    HttpServletRequest request,
                    HttpServletResponse response,
                    Object handler,
                    @Nullable ModelAndView page) {
                if (page != null && !demo.list().isEmpty()) {
                    page.addObject("demoAccounts", demo.list());
                }
            }
        });
    }
}
