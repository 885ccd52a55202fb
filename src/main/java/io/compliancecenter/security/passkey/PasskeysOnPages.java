package io.compliancecenter.security.passkey;

import io.compliancecenter.organization.UserWithMemberships;
import io.compliancecenter.security.RecentSignIn;
import io.compliancecenter.web.ReaderZone;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.handler.MappedInterceptor;
import org.springframework.web.servlet.support.RequestContextUtils;

/**
 * Gives pages what the fragments about passkeys need: {@code passkeyOrigin}, at which passkeys work, and on the account page
 * {@code passkeys}, the user's own, which are null if they sign in at their provider, {@code passkeyNotice}, and {@code passkeysAgain}, where
 * they have to sign in again before they change them, or null,
 * and {@code passkeyNeedsLink}, whether they need a mailed link to add the first one.
 */
@Configuration(proxyBeanMethods = false)
class PasskeysOnPages {

    @Bean
    MappedInterceptor passkeyOriginInterceptor(RelyingParty relyingParty) {
        return onPages(
                (request, page) -> {
                    page.addObject("passkeyOrigin", relyingParty.origin());
                    page.addObject("passkeyNotice", PasskeyNotice.of(request.getParameter(PasskeyNotice.PARAMETER)));
                },
                "/sign-in",
                "/sign-in/**",
                "/account",
                "/account/**",
                "/links/**");
    }

    @Bean
    MappedInterceptor passkeysInterceptor(PasskeyAccount account, RecentSignIn recent) {
        return onPages(
                (request, page) -> {
                    page.addObject("passkeys", passkeys(account, request));
                    page.addObject("passkeysAgain", recent.isThere() ? null : RecentSignIn.AGAIN);
                    page.addObject("passkeyNeedsLink", account.needsLink());
                },
                "/account",
                "/account/**");
    }

    private static @Nullable List<PasskeyView> passkeys(PasskeyAccount account, HttpServletRequest request) {
        UserWithMemberships user = UserWithMemberships.of(request).orElseThrow();
        return account.mayHave(user)
                ? account.list(user).stream()
                        .map(passkey ->
                                PasskeyView.of(passkey, RequestContextUtils.getLocale(request), ReaderZone.of(request)))
                        .toList()
                : null;
    }

    private static MappedInterceptor onPages(BiConsumer<HttpServletRequest, ModelAndView> add, String... patterns) {
        return new MappedInterceptor(patterns, new HandlerInterceptor() {
            @Override
            public void postHandle(
                    HttpServletRequest request,
                    HttpServletResponse response,
                    Object handler,
                    @Nullable ModelAndView page) {
                String view = page == null ? null : page.getViewName();
                if (page != null && view != null && !view.startsWith("redirect:")) {
                    add.accept(request, page);
                }
            }
        });
    }
}
