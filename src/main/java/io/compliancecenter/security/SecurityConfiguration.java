package io.compliancecenter.security;

import io.compliancecenter.database.TransactionBinding;
import io.compliancecenter.organization.MembershipService;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.logout.CompositeLogoutHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.context.NullSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfFilter;

/** Who may see which address, and how one signs in. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    /** Assets and health are the same for everyone, and never touch a session. */
    @Bean
    @Order(1)
    SecurityFilterChain withoutSession(HttpSecurity http) throws Exception {
        return http.securityMatcher("/assets/**", "/favicon.ico", "/actuator/health/**", "/actuator/health")
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                // Its filter would ask the session whether somebody is signed in.
                .sessionManagement(AbstractHttpConfigurer::disable)
                .securityContext(context -> context.securityContextRepository(new NullSecurityContextRepository()))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .addFilterBefore(new NoSessionFilter(), AuthorizationFilter.class)
                // The server sets them on every response, also where this chain is never reached.
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http, MembershipService memberships, TransactionBinding transactions, SignInLog log)
            throws Exception {
        SignInRedirects redirects = new SignInRedirects();
        return http.authorizeHttpRequests(requests -> requests.requestMatchers("/sign-in", "/error")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/sign-in")
                        .loginProcessingUrl("/sign-in")
                        .usernameParameter("email")
                        .successHandler(redirects)
                        .failureHandler(redirects))
                .logout(logout -> logout.logoutUrl("/sign-out")
                        .addLogoutHandler(log)
                        .logoutSuccessUrl(ReturnAddress.HOME.signInPage(SignInController.SIGNED_OUT)))
                .exceptionHandling(exceptions -> exceptions
                        .authenticationEntryPoint(redirects)
                        .accessDeniedHandler(new StalePageHandler(
                                new CompositeLogoutHandler(log, new SecurityContextLogoutHandler()))))
                // The sign-in page itself carries the address that was asked for.
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(csrf -> csrf.csrfTokenRepository(new CsrfCookies())
                        // Signing in must not make other tabs' pages out of date.
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy()))
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
                .addFilterBefore(new CurrentUserFilter(memberships, transactions, log), AuthorizationFilter.class)
                // The server sets them on every response, also where this chain is never reached.
                .headers(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Hashes that the published files may hold. */
    @Bean
    static PasswordEncoder passwordEncoder() {
        return new DelegatingPasswordEncoder(
                "bcrypt",
                Map.of(
                        "bcrypt",
                        new BCryptPasswordEncoder(),
                        "argon2",
                        Argon2PasswordEncoder.defaultsForSpringSecurity_v5_8()));
    }
}
