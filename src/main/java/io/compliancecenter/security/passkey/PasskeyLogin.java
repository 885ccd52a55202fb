package io.compliancecenter.security.passkey;

import io.compliancecenter.support.ClientInfo;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.security.web.csrf.DeferredCsrfToken;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.stereotype.Component;

/**
 * Adds the sign-in with a passkey to the filter chain of the pages. Spring Security's own configurer keeps challenges in
 * sessions, and answers scripts; this is a form like that for the password, and needs no session.
 */
@Component
public class PasskeyLogin {

    /** Mailed links that are not open to everybody: whoever follows one has to sign in as well. */
    public static final String MAILED_LINKS = "/links/passkey/**";

    static final String ADDRESS = "/sign-in/passkey";

    private final PasskeySignIn passkeys;

    PasskeyLogin(PasskeySignIn passkeys) {
        this.passkeys = passkeys;
    }

    /** Configures the chain, with what follows a sign-in. */
    public <H extends AuthenticationSuccessHandler & AuthenticationFailureHandler> void configure(
            HttpSecurity http, H redirects) throws Exception {
        SignInFilter filter = new SignInFilter(passkeys);
        filter.setAuthenticationSuccessHandler(redirects);
        filter.setAuthenticationFailureHandler(redirects);
        http.with(new Configurer(filter));
    }

    /** What identifies the browser of a request: its CSRF token, which comes in a cookie that scripts cannot read. */
    static String browser(HttpServletRequest request) {
        Object token = request.getAttribute(DeferredCsrfToken.class.getName());
        return ((DeferredCsrfToken) Objects.requireNonNull(token)).get().getToken();
    }

    private static final class Configurer extends AbstractHttpConfigurer<Configurer, HttpSecurity> {

        private final SignInFilter filter;

        private Configurer(SignInFilter filter) {
            this.filter = filter;
        }

        @Override
        public void configure(HttpSecurity http) {
            filter.setSessionAuthenticationStrategy(
                    Objects.requireNonNull(http.getSharedObject(SessionAuthenticationStrategy.class)));
            filter.setSecurityContextRepository(
                    Objects.requireNonNull(http.getSharedObject(SecurityContextRepository.class)));
            http.addFilterAfter(filter, UsernamePasswordAuthenticationFilter.class);
        }
    }

    private static final class SignInFilter extends AbstractAuthenticationProcessingFilter {

        private final PasskeySignIn passkeys;

        private SignInFilter(PasskeySignIn passkeys) {
            super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, ADDRESS));
            this.passkeys = passkeys;
        }

        @Override
        public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
            String answer = Objects.requireNonNullElse(request.getParameter("credential"), "");
            return passkeys.signIn(answer, browser(request), ClientInfo.of(request));
        }

        /** Nothing is delegated to a manager. */
        @Override
        public void afterPropertiesSet() {}
    }
}
