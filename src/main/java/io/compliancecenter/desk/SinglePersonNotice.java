package io.compliancecenter.desk;

import io.compliancecenter.database.ConditionalOnDesk;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.UrlBasedViewResolver;

/** Has every page of the desk, and every preview, say that nobody else approves what is published, while that is so. */
@Component
@ConditionalOnDesk
class SinglePersonNotice implements HandlerInterceptor {

    private final ApprovalRule rule;

    SinglePersonNotice(ApprovalRule rule) {
        this.rule = rule;
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        String view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith(UrlBasedViewResolver.REDIRECT_URL_PREFIX)) {
            page.addObject("singlePerson", !rule.requiresSecondPerson());
        }
    }
}
