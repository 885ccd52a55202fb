package io.compliancecenter.security.provider;

import io.compliancecenter.security.provider.connection.ProviderConnection;
import io.compliancecenter.security.provider.connection.ProviderRegistrations;
import io.compliancecenter.security.provider.settings.IdentityProviders;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.stereotype.Component;

/** Adds the sign-in through providers to the filter chain of the pages, if there are any. */
@Component
public class ProviderLogin {

    private final IdentityProviders providers;
    private final ProviderRegistrations registrations;
    private final ProviderSignIn signIn;
    private final ProviderConnection connection;
    private final ProviderRequests requests;
    private final AuthorizationRequests sent;
    private final ProviderFailures failures;

    ProviderLogin(
            IdentityProviders providers,
            ProviderRegistrations registrations,
            ProviderSignIn signIn,
            ProviderConnection connection,
            ProviderRequests requests,
            AuthorizationRequests sent,
            ProviderFailures failures) {
        this.providers = providers;
        this.registrations = registrations;
        this.signIn = signIn;
        this.connection = connection;
        this.requests = requests;
        this.sent = sent;
        this.failures = failures;
    }

    /**
     * Configures the chain.
     *
     * @param signedIn what follows a sign-in
     */
    public void configure(HttpSecurity http, AuthenticationSuccessHandler signedIn) throws Exception {
        if (providers.isEmpty()) {
            return;
        }
        http.oauth2Login(login -> login.loginPage("/sign-in")
                .clientRegistrationRepository(registrations)
                .authorizedClientRepository(new NoTokens())
                .authorizationEndpoint(endpoint ->
                        endpoint.authorizationRequestRepository(sent).authorizationRequestResolver(requests))
                .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(connection.tokens()))
                .userInfoEndpoint(endpoint -> endpoint.oidcUserService(signIn))
                .successHandler(signedIn)
                .failureHandler(failures)
                .addObjectPostProcessor(new ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>() {
                    @Override
                    public <F extends OAuth2AuthorizationRequestRedirectFilter> F postProcess(F filter) {
                        filter.setAuthenticationFailureHandler(failures);
                        return filter;
                    }
                }));
    }

    /** Keeps no token: nothing is asked of the provider after the sign-in. */
    private static class NoTokens implements OAuth2AuthorizedClientRepository {

        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String registration, @Nullable Authentication principal, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                @Nullable Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String registration,
                @Nullable Authentication principal,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
