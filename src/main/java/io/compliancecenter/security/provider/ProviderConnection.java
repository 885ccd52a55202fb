package io.compliancecenter.security.provider;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.userinfo.OAuth2UserRequest;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.user.DefaultOAuth2User;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Requests to identity providers. Each has a time limit, because it holds a thread of the server. */
@Component
class ProviderConnection {

    private static final int MOST_AT_ONCE = 16;

    static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final ParameterizedTypeReference<Map<String, Object>> CLAIMS = new ParameterizedTypeReference<>() {};

    /** A provider that is slow must not hold the threads that serve pages. */
    private final Semaphore underWay = new Semaphore(MOST_AT_ONCE);

    private final RestClient http = RestClient.builder()
            .requestFactory(requests())
            .requestInterceptor((request, body, execution) -> {
                if (!underWay.tryAcquire()) {
                    throw new IOException("Too many requests to providers are under way");
                }
                try {
                    return execution.execute(request, body);
                } finally {
                    underWay.release();
                }
            })
            .configureMessageConverters(converters -> {
                converters.registerDefaults();
                converters.addCustomConverter(new FormHttpMessageConverter());
                converters.addCustomConverter(new OAuth2AccessTokenResponseHttpMessageConverter());
            })
            .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
            .build();

    private static JdkClientHttpRequestFactory requests() {
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(TIMEOUT).build());
        requests.setReadTimeout(TIMEOUT);
        return requests;
    }

    /** Exchanges codes for tokens. */
    OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> tokens() {
        RestClientAuthorizationCodeTokenResponseClient tokens = new RestClientAuthorizationCodeTokenResponseClient();
        tokens.setRestClient(http);
        return tokens;
    }

    /** What the provider's user info endpoint says. */
    OAuth2User userInfo(OAuth2UserRequest request) {
        try {
            Map<String, Object> claims = http.get()
                    .uri(requireNonNull(request.getClientRegistration()
                            .getProviderDetails()
                            .getUserInfoEndpoint()
                            .getUri()))
                    .headers(headers ->
                            headers.setBearerAuth(request.getAccessToken().getTokenValue()))
                    .retrieve()
                    .body(CLAIMS);
            return new DefaultOAuth2User(List.of(), required(claims), "sub");
        } catch (RestClientException unreachable) {
            throw new OAuth2AuthenticationException(
                    new OAuth2Error("invalid_user_info_response"), unreachable.toString(), unreachable);
        }
    }

    private static Map<String, Object> required(@Nullable Map<String, Object> claims) {
        if (claims == null || !claims.containsKey("sub")) {
            throw new OAuth2AuthenticationException(new OAuth2Error("invalid_user_info_response"), "No subject");
        }
        return claims;
    }
}
