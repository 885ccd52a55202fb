package io.compliancecenter.demo;

import io.compliancecenter.demo.DemoAccounts.DemoAccount;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives the sign-in page the demo's accounts, as {@code demoAccounts}; without the demo there is no such attribute. */
@Configuration(proxyBeanMethods = false)
class DemoAccountsOnSignIn implements WebMvcConfigurer {

    private final DemoAccounts demo;

    DemoAccountsOnSignIn(DemoAccounts demo) {
        this.demo = demo;
    }

    // A model attribute of a controller advice would be asked for at each request for any page.
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public void postHandle(
                            HttpServletRequest request,
                            HttpServletResponse response,
                            Object handler,
                            @Nullable ModelAndView page) {
                        List<DemoAccount> accounts = demo.list();
                        if (page != null && !accounts.isEmpty()) {
                            page.addObject("demoAccounts", accounts);
                        }
                    }
                })
                .addPathPatterns("/sign-in");
    }
}
