package io.compliancecenter.security.passkey;

import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.web.ReaderZone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Gives pages what the fragments about passkeys need: {@code passkeyOrigin}, at which passkeys work, and on the account page
 * {@code passkeys}, the user's own; null if they sign in at their provider.
 */
@Configuration(proxyBeanMethods = false)
class PasskeysOnPages {

    @Bean
    MappedInterceptor passkeyOriginInterceptor(RelyingParty relyingParty) {
        String[] pages = {"/sign-in", "/sign-in/**", "/account", "/account/**", "/invitations/**"};
        return new MappedInterceptor(pages, new HandlerInterceptor() {
            @Override
            public void postHandle(
                    HttpServletRequest request,
                    HttpServletResponse response,
                    Object handler,
                    @Nullable ModelAndView page) {
                if (shows(page)) {
                    page.addObject("passkeyOrigin", relyingParty.origin());
                }
            }
        });
    }

    @Bean
    MappedInterceptor passkeysInterceptor(PasskeyAccount account) {
        return new MappedInterceptor(new String[] {"/account", "/account/passkeys"}, new HandlerInterceptor() {
            @Override
            public void postHandle(
                    HttpServletRequest request,
                    HttpServletResponse response,
                    Object handler,
                    @Nullable ModelAndView page) {
                if (shows(page)) {
                    UserWithMemberships user = UserWithMemberships.of(request).orElseThrow();
                    page.addObject(
                            "passkeys",
                            account.mayHave(user)
                                    ? account.list(user).stream()
                                            .map(passkey -> PasskeyView.of(
                                                    passkey,
                                                    RequestContextUtils.getLocale(request),
                                                    ReaderZone.of(request)))
                                            .toList()
                                    : null);
                }
            }
        });
    }

    @SuppressWarnings("NullAway") // It does not see that a page is not null after this.
    private static boolean shows(@Nullable ModelAndView page) {
        return page != null && page.getViewName() != null && !page.getViewName().startsWith("redirect:");
    }
}
