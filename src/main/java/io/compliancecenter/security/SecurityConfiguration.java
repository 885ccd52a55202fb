package io.compliancecenter.security;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.security.desk.DeskSignIn;
import io.compliancecenter.security.desk.UploadFilter;
import io.compliancecenter.security.passkey.PasskeyLogin;
import io.compliancecenter.security.provider.ProviderLogin;
import io.compliancecenter.security.provider.sessioncheck.SessionChecks;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import io.compliancecenter.security.provider.settings.SignInProperties;
import io.compliancecenter.support.ClientInfo;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClientManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.authentication.session.ChangeSessionIdAuthenticationStrategy;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;
import tools.jackson.databind.json.JsonMapper;

/** Configures access, sign-in and sign-out. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Assets and health checks are public and never read a session. */
    @Bean
    @Order(1)
    SecurityFilterChain withoutSession(HttpSecurity http) throws Exception {
        return sessionless(http, "/assets/**", "/favicon.ico", "/actuator/health/**", "/actuator/health");
    }

    /** Providers call it, not browsers: a signed token takes the place of session and CSRF token. */
    @Bean
    @Order(2)
    SecurityFilterChain backChannel(HttpSecurity http) throws Exception {
        return sessionless(http, "/sign-out/provider/*");
    }

    private static SecurityFilterChain sessionless(HttpSecurity http, String... patterns) throws Exception {
        return http.securityMatcher(patterns)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // Its filter would read the session.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .addFilterBefore(new NoSessionFilter(), AuthorizationFilter.class)
                // The server sets them, also on responses that this chain never sees.
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pages(
            HttpSecurity http,
            TransactionBinding transactions,
            SignInLog log,
            SignInRecords records,
            ProviderLogin providers,
            IdentityProviders identityProviders,
            PasskeyLogin passkeys,
            SignInProperties properties,
            SessionChecks checks,
            DeskSignIn desk,
            Clock clock,
            JsonMapper json)
            throws Exception {
        SignInRedirects redirects = new SignInRedirects(records, log);
        providers.configure(http, redirects);
        passkeys.configure(http, redirects);
        return http.authorizeHttpRequests(requests -> requests.requestMatchers(PasskeyLogin.MAILED_LINKS)
                        .authenticated()
                        .requestMatchers(
                                "/sign-in",
                                "/sign-in/address",
                                "/sign-in/check",
                                "/sign-in/passkey/options",
                                "/forgotten-password",
                                "/links/**",
                                "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .loginProcessingUrl("/sign-in")
                        .usernameParameter("email")
                        .authenticationDetailsSource(ClientInfo::of)
                        .successHandler(redirects)
                        .failureHandler(redirects))
                .logout(logout ->
                        logout.logoutUrl("/sign-out").addLogoutHandler(log).logoutSuccessHandler(redirects))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(redirects)
                        .accessDeniedHandler(new StalePageHandler(
                                new CompositeLogoutHandler(log, new SecurityContextLogoutHandler()))))
                .sessionManagement(sessions -> sessions.sessionAuthenticationStrategy(
                        new NewSessionIds(new ChangeSessionIdAuthenticationStrategy())))
                // The sign-in page carries the requested address.
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new CsrfCookies())
                        // Signing in must not invalidate pages in other tabs.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .addFilterBefore(new UploadFilter(json, desk), CsrfFilter.class)
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
                .addFilterBefore(
                        new CurrentUserFilter(
                                transactions,
                                log,
                                json,
                                clock,
                                identityProviders,
                                checks,
                                properties.providerSession()),
                        AuthorizationFilter.class)
                // The server sets them, also on responses that this chain never sees.
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Nothing is asked of a provider after the sign-in. Spring Security would make clients for it at each start. */
    @Bean
    static OAuth2AuthorizedClientManager authorizedClients() {
        return request -> null;
    }
}
